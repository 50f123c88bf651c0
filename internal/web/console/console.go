package console

import (
	"embed"
	"io/fs"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/calls"
	"jitasa/internal/cards"
	"jitasa/internal/domain"
	"jitasa/internal/web/page"
)

//go:embed *.html console.css
var files embed.FS

// Files are the templates and assets of the face, for the kit.
func Files() fs.FS { return files }

// Parts are what the console works with.
type Parts struct {
	Kit    *page.Kit
	Access *access.Service
	Doors  *access.Doors
	Calls  *calls.Service
	Teller Teller
	Cards  func(lang string) cards.Cards
	Base   string // address under which people reach us
	Now    func() time.Time
	Log    *slog.Logger
}

// Console serves the pages of staff.
type Console struct {
	Parts
	face *page.Face
}

// New makes a console.
func New(p Parts) *Console {
	c := &Console{Parts: p}
	c.face = &page.Face{Kit: p.Kit, Log: p.Log, Forms: true, Cookies: "/console", Secure: strings.HasPrefix(p.Base, "https:"), Wrong: wrong}
	return c
}

// Routes are the addresses of the console.
func (c *Console) Routes() []page.Route {
	return []page.Route{
		{Pattern: "GET /console/in/{secret}", Handler: c.face.Page(c.doorstep)},
		{Pattern: "POST /console/in/{secret}", Handler: c.face.Page(c.enter)},
		{Pattern: "POST /console/out", Handler: c.form(c.leave)},
		{Pattern: "GET /console/{$}", Handler: c.page(c.home)},
		{Pattern: "GET /console/calls", Handler: c.page(c.callList)},
		{Pattern: "GET /console/calls/{id}", Handler: c.page(c.call)},
		{Pattern: "POST /console/calls/{id}/approve", Handler: c.form(c.decideCall(domain.Approved))},
		{Pattern: "POST /console/calls/{id}/refuse", Handler: c.form(c.decideCall(domain.Refused))},
		{Pattern: "POST /console/calls/{id}/end", Handler: c.form(c.endCall)},
		{Pattern: "GET /console/staff", Handler: c.page(c.staffList)},
		{Pattern: "POST /console/staff", Handler: c.form(c.addStaff)},
		{Pattern: "GET /console/staff/{id}", Handler: c.page(c.staffMember)},
		{Pattern: "POST /console/staff/{id}/disable", Handler: c.form(c.disableStaff)},
		{Pattern: "POST /console/staff/{id}/code", Handler: c.form(c.renewCode)},
		{Pattern: "POST /console/staff/{id}/link", Handler: c.answered(c.newLink)},
		{Pattern: "POST /console/staff/{id}/sessions/{session}/end", Handler: c.form(c.endSession)},
	}
}

// frame is what every page shows to whoever is signed in.
type frame struct {
	Nav      []tab
	Me, MyID string // what they are called
}

// tab is a part of the console that somebody may see.
type tab struct {
	URL, Key string
	Current  bool
}

func (r *Request) frame() frame {
	f := frame{Me: r.By.Staff.Name, MyID: r.By.Staff.ID}
	if f.Me == "" {
		f.Me = f.MyID
	}
	for _, t := range tabs() {
		if r.By.May(t.may) {
			f.Nav = append(f.Nav, tab{URL: t.url, Key: t.key, Current: strings.HasPrefix(r.URL.Path, t.url)})
		}
	}
	return f
}

// tabs are the parts of the console, each with what one must be allowed to do to see it.
func tabs() []struct {
	url, key string
	may      access.Act
} {
	return []struct {
		url, key string
		may      access.Act
	}{
		{"/console/calls", "console.calls.title", access.DecideCalls},
		{"/console/staff", "console.staff.title", access.Administer},
	}
}

// home leads to the first tab that somebody may see.
func (c *Console) home(r *Request) (page.View, error) {
	for _, t := range tabs() {
		if r.By.May(t.may) {
			return page.View{}, page.GoTo(t.url)
		}
	}
	return page.View{Page: "console", Class: "console", Title: r.T.T("console.title"), Lead: r.T.T("console.nothing")}, nil
}

// wrong is the page that says what went wrong.
func wrong(r *page.Request, key string) page.View {
	v := page.View{Page: "console", Class: "console", Title: r.T.T("page." + key + ".title"), Lead: r.T.T("page." + key + ".lead")}
	if r.Method != http.MethodGet { // the address of a form is no page to be had in another language
		v.Path = "/console/"
	}
	return v
}

package console

import (
	"crypto/rand"
	"embed"
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"jitasa/internal/access"
	"jitasa/internal/web/page"
)

//go:embed *.html console.css
var files embed.FS

// Files are the templates and assets of the face, for the kit.
func Files() fs.FS { return files }

// Texts speaks one language, and writes times in it.
type Texts interface {
	page.Texts
	Day(time.Time) string
	Clock(time.Time) string
}

// Parts are what the console works with.
type Parts struct {
	Kit    *page.Kit
	Speak  func(lang string) Texts
	Access *access.Service
	Doors  *access.Doors
	Base   string // address under which people reach us
	Now    func() time.Time
	Log    *slog.Logger
}

// Console serves the pages of staff.
type Console struct {
	Parts
	origin *http.CrossOriginProtection
}

// New makes a console.
func New(p Parts) *Console { return &Console{Parts: p, origin: http.NewCrossOriginProtection()} }

// Mount adds the routes of the console.
func (c *Console) Mount(e gin.IRouter) {
	g := e.Group("/console", c.headers, c.ownForms)
	g.GET("/in/:secret", c.anybody(c.doorstep))
	g.POST("/in/:secret", c.enter)
	g.POST("/out", c.form(c.leave))
	g.GET("/", c.page(c.home))
	g.GET("/staff", c.page(c.staffList))
	g.POST("/staff", c.form(c.addStaff))
	g.GET("/staff/:id", c.page(c.staffMember))
	g.POST("/staff/:id/disable", c.form(c.disableStaff))
	g.POST("/staff/:id/code", c.form(c.renewCode))
	g.POST("/staff/:id/link", c.page(c.newLink))
	g.POST("/staff/:id/sessions/:session/end", c.form(c.endSession))
}

// Request is what a page knows of who asks, and what for.
type Request struct {
	*http.Request
	T        Texts
	By       access.Actor
	Session  *access.Session   // nil before somebody is signed in
	Problems map[string]string // what is wrong with a form, by field, in words
	param    func(string) string
}

// field is what a form says in a field.
func (r *Request) field(name string) string { return r.PostFormValue(name) }

// common is what every template of the console shows.
type common struct {
	Nav      []tab
	Nonce    string
	Me, MyID string // what whoever is signed in is called
	Problems map[string]string
	Form     map[string]string // what was filled in
}

// tab is a part of the console that somebody may see.
type tab struct {
	URL, Key string
	Current  bool
}

// common makes what every page shows; at is the address of the tab that it belongs to.
func (c *Console) common(r *Request, at string) common {
	all := common{Nonce: rand.Text(), Problems: r.Problems, Form: map[string]string{}}
	for name := range r.PostForm {
		all.Form[name] = r.field(name)
	}
	if r.By.Staff == nil {
		return all
	}
	all.Me, all.MyID = r.By.Staff.Name, r.By.Staff.ID
	if all.Me == "" {
		all.Me = all.MyID
	}
	for _, t := range tabs() {
		if r.By.May(t.may) {
			all.Nav = append(all.Nav, tab{URL: t.url, Key: t.key, Current: t.url == at})
		}
	}
	return all
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
		{"/console/staff", "console.staff.title", access.Administer},
	}
}

// home leads to the first tab that somebody may see.
func (c *Console) home(r *Request) (page.View, error) {
	all := c.common(r, "")
	if len(all.Nav) > 0 {
		return page.View{}, goTo(all.Nav[0].URL)
	}
	return page.View{Page: "console", Class: "console", Title: r.T.T("console.title"), Lead: r.T.T("console.nothing"), Data: all}, nil
}

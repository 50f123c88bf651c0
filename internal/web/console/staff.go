package console

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/domain"
	"jitasa/internal/web/page"
)

// staffView is the page of everybody who works for the network.
type staffView struct {
	Members []memberRow
	Roles   []string
}

// memberRow is a member of staff in words.
type memberRow struct {
	ID, Name, Role, State string
	Gone                  bool
}

//i18n:keys console.role.* console.may.* console.state.*
func row(r *Request, m *domain.Staff, now time.Time) memberRow {
	state, since := access.StaffState(m, now), m.CreatedAt
	key := strings.ReplaceAll(string(state), " ", "_")
	switch {
	case state == access.Linked:
		since = m.LinkedAt
	case state == access.Disabled:
		since = m.DisabledAt
	case state == access.Waits:
		since = m.CodeUntil
	case m.Code == "":
		key = string(access.None)
	}
	name := m.Name
	if name == "" {
		name = m.ID
	}
	return memberRow{
		ID: m.ID, Name: name, Role: r.T.T("console.role." + string(m.Role)), Gone: state == access.Disabled,
		State: r.T.T("console.state."+key, "Day", r.T.Day(since.In(now.Location()))),
	}
}

func (c *Console) staffList(r *Request) (page.View, error) {
	all, err := c.Access.StaffList(r.Context(), r.By)
	if err != nil {
		return page.View{}, err
	}
	var v staffView
	for _, role := range slices.Backward(domain.RoleNames()) { // who may least first: nobody becomes an admin by not choosing
		v.Roles = append(v.Roles, string(role))
	}
	for _, m := range all {
		v.Members = append(v.Members, row(r, m, c.Now()))
	}
	slices.SortStableFunc(v.Members, func(a, b memberRow) int { // those who are gone last
		switch {
		case a.Gone == b.Gone:
			return 0
		case a.Gone:
			return 1
		}
		return -1
	})
	return page.View{Page: "staff", Class: "console", Title: r.T.T("console.staff.title"), Lead: r.T.T("console.staff.lead"), Path: "/console/staff", Data: v}, nil
}

// maxName is how long a member of staff's name may be.
const maxName = 80

func (c *Console) addStaff(r *Request) (string, error) {
	name := strings.TrimSpace(r.Field("name"))
	problems := map[string]string{}
	if name == "" || len([]rune(name)) > maxName {
		problems["name"] = "console.staff.name.problem"
	}
	if !slices.Contains(domain.RoleNames(), domain.Role(r.Field("role"))) {
		problems["role"] = "console.staff.role.problem"
	}
	if len(problems) > 0 {
		return "", &page.Invalid{Fields: problems, Again: func() (page.View, error) { return c.staffList(r) }}
	}
	m, err := c.Access.AddStaff(r.Context(), r.By, r.nonce, access.NewStaff{Name: name, Role: domain.Role(r.Field("role"))})
	if err != nil {
		return "", err
	}
	return "/console/staff/" + m.ID, nil
}

// memberView is the page of one member of staff.
type memberView struct {
	memberRow
	Code     string // grouped, while it waits for them
	Until    string
	Link     string // a new sign-in link, shown once
	Hours    int    // that it lasts
	Linked   bool
	RanOut   bool
	Self     bool
	Looks    bool // whoever looks has to look after staff
	Sessions []sessionRow
}

type sessionRow struct {
	ID, Browser, Since, Seen string
	This                     bool
}

func (c *Console) staffMember(r *Request) (page.View, error) { return c.member(r, "") }

func (c *Console) member(r *Request, link string) (page.View, error) {
	m, err := c.Access.StaffMember(r.Context(), r.By, r.PathValue("id"))
	if err != nil {
		return page.View{}, err
	}
	now := c.Now()
	v := memberView{memberRow: row(r, m, now), Link: link, Hours: int(access.InvitationLasts.Hours()), Self: r.By.StaffID() == m.ID, Looks: r.By.May(access.Administer)}
	switch access.StaffState(m, now) {
	case access.Waits:
		v.Code, v.Until = access.Grouped(m.Code), r.T.Day(m.CodeUntil.In(now.Location()))
	case access.RanOut:
		v.RanOut = true
	case access.Linked:
		v.Linked = true
	}
	if v.Gone { // and out of the console with it
		return page.View{Page: "member", Class: "console", Title: v.Name, Lead: v.Role, Path: "/console/staff/" + m.ID, Data: v}, nil
	}
	open, err := c.Doors.Open(r.Context(), r.By, m.ID)
	if err != nil {
		return page.View{}, err
	}
	for _, s := range open {
		v.Sessions = append(v.Sessions, sessionRow{
			ID: s.ID, Browser: s.Browser, Since: r.T.Day(s.CreatedAt.In(now.Location())), This: r.Session.ID == s.ID,
			Seen: r.T.Day(s.SeenAt.In(now.Location())) + " " + r.T.Clock(s.SeenAt.In(now.Location())),
		})
	}
	return page.View{Page: "member", Class: "console", Title: v.Name, Lead: v.Role, Path: "/console/staff/" + m.ID, Data: v}, nil
}

// errNeeded: nobody may be left without somebody who looks after staff.
var errNeeded = &page.Problem{Status: http.StatusConflict, Key: "needed"}

func (c *Console) disableStaff(r *Request) (string, error) {
	err := c.Access.DisableStaff(r.Context(), r.By, r.nonce, r.PathValue("id"))
	if errors.Is(err, access.ErrNeeded) {
		err = errNeeded
	}
	return "/console/staff", err
}

func (c *Console) renewCode(r *Request) (string, error) {
	_, err := c.Access.RenewCode(r.Context(), r.By, r.nonce, r.PathValue("id"), "")
	if errors.Is(err, access.ErrLinked) {
		err = domain.ErrConflict
	}
	return "/console/staff/" + r.PathValue("id"), err
}

// newLink shows a sign-in link: once, as nobody keeps it.
func (c *Console) newLink(r *Request) (page.View, error) {
	secret, err := c.Doors.Link(r.Context(), r.By, r.nonce, r.PathValue("id"), access.InvitationLasts)
	if err != nil {
		return page.View{}, err
	}
	return c.member(r, c.Base+Entrance+secret)
}

func (c *Console) endSession(r *Request) (string, error) {
	return "/console/staff/" + r.PathValue("id"), c.Doors.End(r.Context(), r.By, r.nonce, r.PathValue("id"), r.PathValue("session"))
}

package console

import (
	"errors"
	"net/http"
	"strings"

	"jitasa/internal/domain"
	"jitasa/internal/web/page"
)

// Entrance is the path of a sign-in link, up to its secret.
const Entrance = "/console/in/"

// doorstep is where a sign-in link leads. Looking at it uses nothing up: chats look at links to show what they are.
func (c *Console) doorstep(r *page.Request) (page.View, error) {
	return page.View{
		Page: "enter", Class: "console", Title: r.T.T("console.enter.title"), Lead: r.T.T("console.enter.lead"), Path: Entrance + r.PathValue("secret"),
	}, nil
}

// errUsed: the link was used, ran out, or never was.
var errUsed = &page.Problem{Status: http.StatusGone, Key: "used"}

// enter signs somebody in.
func (c *Console) enter(r *page.Request) (page.View, error) {
	token, _, err := c.Doors.Enter(r.Context(), r.PathValue("secret"), browser(r.UserAgent()))
	switch {
	case errors.Is(err, domain.ErrNotFound), errors.Is(err, domain.ErrForbidden):
		return page.View{}, errUsed
	case err != nil:
		return page.View{}, err
	}
	r.SetCookie(cookie, token, cookieLasts)
	return page.View{}, page.GoTo("/console/")
}

// leave signs somebody out.
func (c *Console) leave(r *Request) (string, error) {
	return "/console/", c.Doors.End(r.Context(), r.By, r.nonce, r.By.StaffID(), r.Session.ID)
}

// browser is what somebody knows their browser by; it is not exact, as it need not be.
func browser(agent string) string {
	name := first(agent, "Line/|LINE", "Edg|Edge", "OPR/|Opera", "SamsungBrowser|Samsung Internet", "Firefox|Firefox", "FxiOS|Firefox", "CriOS|Chrome", "Chrome|Chrome", "Safari|Safari")
	system := first(agent, "Android|Android", "iPhone|iPhone", "iPad|iPad", "Windows|Windows", "Mac OS|Mac", "Linux|Linux")
	return strings.Trim(name+", "+system, ", ")
}

func first(agent string, signs ...string) string {
	for _, s := range signs {
		if sign, name, _ := strings.Cut(s, "|"); strings.Contains(agent, sign) {
			return name
		}
	}
	return ""
}

package staff

import (
	"errors"

	"jitasa/internal/access"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
)

// code takes a text that looks like a code of staff or managers; false: it does not.
func (s *Staff) code(t *dialog.Turn) bool {
	if t.Event.Kind != chat.Text {
		return false
	}
	code, ok := access.ReadCode(t.Text)
	if !ok {
		if access.OldForm(t.Text) {
			t.Say(chat.Message{Text: t.T("code.old"), Nav: t.Onward("human", "menu")})
			return true
		}
		return false
	}
	grant, err := s.Access.Redeem(t.Ctx, t.Actor(), t.Event.ID, access.Attempt{Code: code, Lang: t.Words.Lang()})
	t.ActorChanged()
	t.NewMenu()
	switch {
	case errors.Is(err, access.ErrTooMany):
		t.Say(chat.Message{Text: t.T("code.too_many"), Nav: t.Commands("human", "menu")})
	case errors.Is(err, access.ErrClosed):
		t.Say(chat.Message{Text: t.T("code.closed"), Nav: t.Commands("human", "menu")})
	case errors.Is(err, access.ErrExpired):
		t.Say(chat.Message{Text: t.T("code.expired"), Nav: t.Onward("human", "menu")})
	case errors.Is(err, domain.ErrNotFound):
		t.Say(chat.Message{Text: t.T("code.wrong"), Nav: t.Onward("human", "menu")})
	case err != nil:
		t.Failed = err
	default:
		granted(t, grant)
	}
	return true
}

// staffWays are where a new member of staff can go.
func staffWays(of access.Actor) []string {
	if of.May(access.AnswerPeople) {
		return []string{"waiting", "menu"}
	}
	return []string{"menu"}
}

// granted tells somebody what a code made them, and the admins.
func granted(t *dialog.Turn, g access.Grant) {
	if g.Staff != nil {
		t.Say(chat.Message{Text: t.T("code.staff", "Role", t.Cards().Role(g.Staff.Role)), Nav: t.Onward(staffWays(g.Actor)...)})
	} else {
		t.Say(chat.Message{Text: t.T("code.manager", "Name", g.Organisations[0].Name.In(t.Words.Lang())), Nav: t.Onward("broadcast", "menu")})
	}
	dialog.Tell(t, g.Notices...)
}

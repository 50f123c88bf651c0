package flows

import (
	"errors"

	"jitasa/internal/access"
	"jitasa/internal/chat"
	"jitasa/internal/domain"
)

// code takes a text that looks like a code of staff or managers; false: it does not.
func (t *Turn) code() bool {
	if t.Access == nil {
		return false
	}
	code, ok := access.ReadCode(t.Text)
	if !ok {
		if access.OldForm(t.Text) {
			t.Say(chat.Message{Text: t.T("code.old"), Nav: t.onward("human", "menu")})
			return true
		}
		return false
	}
	grant, err := t.Access.Redeem(t.Ctx, t.Actor(), t.Event.ID, access.Attempt{Code: code, Lang: t.Words.Lang()})
	t.actor = nil // they may be more now
	switch {
	case errors.Is(err, access.ErrTooMany):
		t.Say(chat.Message{Text: t.T("code.too_many"), Nav: t.Commands("human", "menu")})
	case errors.Is(err, access.ErrClosed):
		t.Say(chat.Message{Text: t.T("code.closed"), Nav: t.Commands("human", "menu")})
	case errors.Is(err, access.ErrExpired):
		t.Say(chat.Message{Text: t.T("code.expired"), Nav: t.onward("human", "menu")})
	case isNotFound(err):
		t.Say(chat.Message{Text: t.T("code.wrong"), Nav: t.onward("human", "menu")})
	case err != nil:
		t.Failed = err
	default:
		t.granted(grant)
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
func (t *Turn) granted(g access.Grant) {
	if g.Staff != nil {
		t.Say(chat.Message{Text: t.T("code.staff", "Role", roleName(t.Words, g.Staff.Role)), Nav: t.onward(staffWays(g.Actor)...)})
	} else {
		t.Say(chat.Message{Text: t.T("code.manager", "Name", g.Organisations[0].Name.In(t.Words.Lang())), Nav: t.onward("broadcast", "menu")})
	}
	for _, admin := range g.Admins {
		if admin.Person == t.Event.Person {
			continue
		}
		w := t.Speak(admin.Lang)
		var text string
		if g.Staff != nil {
			text = w.T("code.told_staff", "Name", g.Staff.Name, "Role", roleName(w, g.Staff.Role))
		} else {
			text = w.T("code.told_manager", "Name", g.Organisations[0].Name.In(w.Lang()), "Count", len(g.Organisations[0].Managers))
		}
		t.tellOnce(g.Key+"-"+admin.ID, admin.Person, chat.Message{Text: text})
	}
}

// roleName says what somebody may do.
//
//i18n:keys code.role.*
func roleName(w Words, r domain.Role) string { return w.T("code.role." + string(r)) }

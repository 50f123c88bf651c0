package flows

import (
	"strings"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
)

// triesAtMost is how many wrong codes a person may try in a day.
const triesAtMost = 5

// hyphens makes one of what keyboards write for it.
func hyphens() *strings.Replacer {
	return strings.NewReplacer("‐", "-", "‑", "-", "–", "-", "—", "-", "−", "-")
}

// code takes a text that looks like a code of staff or managers; false: it does not.
func (t *Turn) code() bool {
	said := strings.ToUpper(strings.TrimSpace(strings.ReplaceAll(hyphens().Replace(t.Text), " - ", "-")))
	if t.Roles == nil || !domain.CodeForm(said) {
		return false
	}
	if t.Now.Sub(t.Memory.TriedAt) >= 24*time.Hour {
		t.Memory.Tries = 0
	}
	if t.Memory.Tries >= triesAtMost {
		t.Say(chat.Message{Text: t.T("code.too_many"), Nav: t.Commands("human", "menu")})
		return true
	}
	roles, err := t.Roles.Redeem(t.Ctx, t.Event.Person, said, t.Words.Lang())
	switch {
	case isNotFound(err):
		t.Memory.Tries++
		t.Memory.TriedAt = t.Now
		t.Say(chat.Message{Text: t.T("code.wrong"), Nav: t.onward("human", "menu")})
	case err != nil:
		t.Failed = err
	case roles.Staff != nil:
		t.Say(chat.Message{Text: t.T("code.staff", "Role", roleName(t, roles.Staff.Role)), Nav: t.onward(staffWays(roles)...)})
	default:
		t.Say(chat.Message{Text: t.T("code.manager", "Name", roles.Organisations[0].Name.In(t.Words.Lang())), Nav: t.onward("broadcast", "menu")})
	}
	return true
}

// staffWays are where a new member of staff can go.
func staffWays(roles domain.Roles) []string {
	if roles.AnswersPeople() {
		return []string{"waiting", "menu"}
	}
	return []string{"menu"}
}

// roleName says what somebody may do.
//
//i18n:keys code.role.*
func roleName(t *Turn, r domain.Role) string { return t.T("code.role." + string(r)) }

package asking

import (
	"slices"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/support"
	"jitasa/internal/understand"
)

// note remembers what was asked, for the case that it is to be passed on.
func note(t *dialog.Turn) {
	t.Memory.Asked = &dialog.Asked{ID: t.Session(), Text: t.Event.Text, Message: t.Event.Message, At: t.Now}
}

// passing is the button that passes the question on that was asked last.
func passing(t *dialog.Turn) chat.Choice {
	return chat.Choice{Label: t.T("asking.pass.label"), Tap: chat.Tap{Flow: flowID, Step: passes, Session: t.Memory.Asked.ID}, Primary: true}
}

// agreed hears a yes to passing a question on, right after the bot offered it. While another question is open, it is the answer to that
// one; but it is no consent that a card asked for before. Who says that they come agrees to nothing else.
func (a *Asking) agreed(t *dialog.Turn) bool {
	asked := t.Memory.Asked
	if _, open := t.Open(); open || asked == nil || !asked.At.Equal(t.Memory.Seen) || !t.Said.Sure || t.Said.Word != understand.Yes || t.Said.Wish != "" || t.Said.Asks {
		return false
	}
	button := chat.Tap{Flow: flowID, Step: passes, Session: asked.ID}
	if !t.Typed() || !slices.ContainsFunc(t.Memory.Offered, func(o dialog.Offer) bool { return o.Tap == button }) {
		return false
	}
	t.Press(button)
	return true
}

// pass gives the question to staff, with the work that it is about.
func (a *Asking) pass(t *dialog.Turn, id string) {
	asked := t.Memory.Asked
	if asked == nil || asked.ID != id || asked.Text == "" && !asked.Passed {
		reply{text: t.T("asking.pass_old"), nav: t.Onward("human", "menu")}.say(t)
		return
	}
	if asked.Passed {
		reply{text: t.T("asking.passed_already"), nav: t.Onward("nearby", "menu")}.say(t)
		return
	}
	text := asked.Text
	if asked.About != "" {
		text = t.T("asking.to_staff", "Question", text, "Work", asked.About)
	}
	t.Aside()
	a.Desk.Forward(t, asked.Text, support.Line{Event: t.Event.ID, At: t.Now, Text: text, Message: asked.Message})
	t.Memory.Asked = &dialog.Asked{ID: asked.ID, Passed: true}
	if _, open := t.Open(); open {
		t.Resume()
	}
}

// isAbout notes the topic of the question, and the work that it is about, as staff are to read it; none: the bot asks back for it.
func isAbout(t *dialog.Turn, topic string, m matter) {
	asked := t.Memory.Asked
	if asked == nil {
		return
	}
	asked.Topic, asked.At, asked.About = topic, t.Now, ""
	if m.id != "" {
		asked.About = m.title + " · " + m.by
	}
}

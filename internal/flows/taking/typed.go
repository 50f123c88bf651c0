package taking

import (
	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/shifts"
	"jitasa/internal/understand"
)

// shown has "this one" mean the work of a shift that is shown.
func shown(t *dialog.Turn, v shifts.View) { t.Shows("opportunity", v.Shift.Work) }

// yesOrNo reads a text as yes (they come) or no; false: it is neither.
func yesOrNo(t *dialog.Turn) (comes, said bool) {
	if !t.Typed() || t.Said.Asks || t.Said.Topic != "" || t.Said.DateFrom != "" {
		return false, false
	}
	switch {
	case t.Said.Wish == understand.Come, t.Said.Sure && t.Said.Word == understand.Yes:
		return true, true
	case t.Said.Wish == understand.Cannot, t.Said.Wish == understand.Refuse, t.Said.Hints == understand.Cannot, t.Said.Sure && t.Said.Word == understand.No:
		return false, true
	}
	return false, false
}

// justOffered hears the answer to a seat that was offered after everything else that the person sees.
func (k *Taking) justOffered(t *dialog.Turn) bool {
	comes, said := yesOrNo(t)
	if !said {
		return false
	}
	shift, err := k.Shifts.JustOffered(t.Ctx, t.Event.Person, t.Memory.Seen, t.Event.ID)
	if err != nil {
		t.Failed = err
		return true
	}
	if shift == "" {
		return false
	}
	step := "!decline"
	if comes {
		step = "!accept"
	}
	t.Press(chat.Tap{Flow: cards.ComingFlow, Step: step, Value: shift})
	return true
}

// agrees hears a plain yes to the card that asks whether somebody joins. It lets the organiser have the phone only where the card leaves no choice.
func (k *Taking) agrees(t *dialog.Turn) bool {
	if comes, said := yesOrNo(t); !said || !comes {
		return false
	}
	for _, step := range []string{yes, waits, withPhone, waitsWithPhone} {
		for _, o := range t.Memory.Offered {
			if o.Tap.Flow == cards.JoinFlow && o.Tap.Step == step {
				t.Press(o.Tap)
				return true
			}
		}
	}
	return false
}

// cannot hears that somebody does not come to the work that is shown, and that they have joined.
func (k *Taking) cannot(t *dialog.Turn) bool {
	if comes, said := yesOrNo(t); !said || comes {
		return false
	}
	work, ok := t.Memory.AtHand.One("opportunity")
	return ok && k.Leave(t, work)
}

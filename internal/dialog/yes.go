package dialog

import (
	"slices"
	"strings"

	"jitasa/internal/chat"
	"jitasa/internal/understand"
)

// yesOrNo reads a written yes or no as the answer to a card that was shown just now and is no question of a flow. Of two cards, the one
// whose button says so in the same words is meant: "ยินยอม" is no answer to an offer to ask staff; else it is the one that was shown last.
func (r *Router) yesOrNo(t *Turn) (meant chat.Tap, ok bool) {
	plain := t.plain()
	yes := plain && t.Said.Word == understand.Yes
	no := plain && (t.Said.Word == understand.No || t.Said.Intent == understand.Cancel || t.Said.Intent == understand.Back)
	if !yes && !no {
		return chat.Tap{}, false
	}
	latest, unclear := len(t.Memory.Offered), false
	for i := range r.ordered {
		c := &r.ordered[i]
		if s, open := t.Open(); c.Plainly && yes && t.mumbles() || open && s.Flow == c.ID && t.Said.Word != understand.Yes && t.Said.Word != understand.No {
			continue // back and out are those of its open question
		}
		for n, o := range t.Memory.Offered {
			if o.Tap.Flow != c.ID || o.Tap.Step == "" || (!yes || o.Tap.Step != c.Yes) && (!no || o.Tap.Step != c.No) {
				continue
			}
			if sameWord(t.Text, o.Label) {
				return o.Tap, true
			}
			switch {
			case c.AtOnce && n > 0: // what was asked last is offered first
				unclear = true
			case n < latest:
				latest, meant, ok = n, o.Tap, true
			}
			break
		}
	}
	return meant, ok && !unclear
}

// plain reports whether a yes or no is no question: "ต้องยินยอมไหม" is neither.
func (t *Turn) plain() bool { return t.Said.Sure && !t.Said.Asks }

// SaysYesTo reports whether the text is a yes in the words of a button that can still be meant, whatever was offered since.
func (t *Turn) SaysYesTo(flowID, step string) bool {
	return t.Event.Kind == chat.Text && t.plain() && t.Said.Word == understand.Yes && slices.ContainsFunc(t.Memory.Offered, func(o Offer) bool {
		return o.Tap.Flow == flowID && o.Tap.Step == step && sameWord(t.Text, o.Label)
	})
}

// aWord is how many letters in a row make two texts say the same word.
const aWord = 5

// sameWord reports whether two texts have a word in common, by its letters.
func sameWord(a, b string) bool {
	letters, b := []rune(strings.ToLower(a)), strings.ToLower(b)
	for i := 0; i+aWord <= len(letters); i++ {
		if strings.Contains(b, string(letters[i:i+aWord])) {
			return true
		}
	}
	return false
}

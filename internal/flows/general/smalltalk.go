package general

import (
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/understand"
)

// smalltalk answers greetings, thanks, and whatever nobody understood.
func smalltalk(t *dialog.Turn) bool {
	switch t.Event.Kind {
	case chat.Sticker, chat.Media:
		t.Say(chat.Message{Text: t.T(dialog.Wordless(t.Event)), Nav: t.Commands("nearby", t.ProfileOrSignup(), "menu", "human")})
	default:
		chatter(t)
	}
	return true
}

func chatter(t *dialog.Turn) {
	switch {
	case t.Said.Word == understand.Thanks, t.Said.Word == understand.Bye:
		t.Say(chat.Message{Text: t.T("thanks.reply"), Nav: t.Commands("nearby", "menu")})
	case t.Said.Word == understand.Hello && t.Memory.Lang != "":
		t.Say(chat.Message{Text: t.T("hello.reply"), Nav: t.Onward("nearby", t.ProfileOrSignup(), "menu", "help")})
	case t.Memory.Lang == "" && (t.Said.Word == understand.Hello || len(t.Memory.Offered) == 0):
		greet(t)
	default:
		t.Say(chat.Message{Text: t.T("unclear.reply"), Nav: t.Onward("nearby", t.ProfileOrSignup(), "help", "human", "menu")})
	}
}

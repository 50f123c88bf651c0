package general

import (
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/understand"
)

// smalltalk answers greetings, thanks, feelings, and whatever nobody understood.
func smalltalk(t *dialog.Turn) bool {
	switch t.Event.Kind {
	case chat.Sticker, chat.Media:
		t.Aside()
		t.Say(chat.Message{Text: t.Vary(dialog.Wordless(t.Event)), Nav: t.Onward("nearby", t.ProfileOrSignup(), "menu", "human")})
	default:
		chatter(t)
	}
	return true
}

//i18n:keys unclear.reply.* unclear.again.* wordless.sticker.* wordless.media.* thanks.reply.* hello.reply.* laugh.reply.* fine.reply.* insult.reply.* insult.waiting.* ack.reply.*
func chatter(t *dialog.Turn) {
	light := map[understand.Word]string{
		understand.Thanks: "thanks.reply", understand.Bye: "thanks.reply", understand.Hello: "hello.reply", understand.Laugh: "laugh.reply",
		understand.Fine: "fine.reply", understand.Yes: "ack.reply", understand.Ack: "ack.reply", understand.No: "fine.reply", understand.Insult: "insult.reply",
	}
	key := light[t.Said.Word]
	switch {
	case t.Memory.Lang == "" && (t.Said.Word == understand.Hello || len(t.Memory.Offered) == 0):
		greet(t)
	case t.Said.Word == understand.Insult && t.Memory.Human: // who waits is told so, and offered nothing that they have
		t.Aside()
		t.Say(chat.Message{Text: t.Vary("insult.waiting"), Nav: t.Onward("nearby", "menu")})
	case t.Said.Word == understand.Insult:
		t.Aside()
		t.Say(chat.Message{Text: t.Vary(key), Nav: t.Onward("human", "nearby", "menu")})
	case key != "":
		t.Aside()
		t.Say(chat.Message{Text: t.Vary(key), Nav: t.Onward("nearby", t.ProfileOrSignup(), "menu", "help")})
	default:
		unclear(t)
	}
}

// missesUntilHuman is after how many texts in a row that nobody understood a person is offered first.
const missesUntilHuman = 2

// unclear answers what nobody understood, each time in other words.
func unclear(t *dialog.Turn) {
	if _, open := t.Open(); open {
		t.Resume()
	}
	ways := []string{"nearby", t.ProfileOrSignup(), "help", "human", "menu"}
	if t.Missed() > missesUntilHuman {
		t.Say(chat.Message{Text: t.Vary("unclear.again"), Choices: t.Commands("human"), Nav: t.Onward("help", "nearby", "menu")})
		return
	}
	t.Say(chat.Message{Text: t.Vary("unclear.reply"), Nav: t.Onward(ways...)})
}

package general

import (
	"slices"
	"strings"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/understand"
)

// plainConversation switches between cards and texts only (for screen readers, old phones, and eyes that are not what they
// were), and turns the pages of long lists.
func plainConversation() dialog.Conversation {
	return dialog.Conversation{
		ID: "plain", Aside: true, Start: togglePlain, Hears: []dialog.Hearing{{Surety: dialog.Addressed, Hear: (*dialog.Turn).TooFar}, {Surety: dialog.Exact, Hear: plainly}},
		Tapped: func(t *dialog.Turn, tap chat.Tap) {
			switch {
			case tap.Step == dialog.TurnsPage && t.TurnPage(tap.Value):
			case tap.Step == dialog.TurnsPage:
				t.Stale()
			default:
				setPlain(t, tap.Step != dialog.ToCards)
			}
		},
	}
}

// plainly hears what is said of how things are shown.
func plainly(t *dialog.Turn) bool {
	switch {
	case !t.Typed():
		return false
	case t.Memory.Page != nil && t.Memory.Plain && t.Said.Word == understand.More:
		return t.TurnNext()
	case wantsCards(t):
		setPlain(t, false)
	case smallLetters(t.Text):
		offerPlain(t)
	case t.Said.Plain != "":
		setPlain(t, t.Said.Plain == "on")
	default:
		return false
	}
	return true
}

// wantsCards reports whether a text asks for cards back, in the few words that somebody might think of who reads texts only.
func wantsCards(t *dialog.Turn) bool {
	if !t.Memory.Plain {
		return false
	}
	said := strings.TrimSpace(strings.ToLower(t.Text))
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(said, w) })
	}
	if t.Says(t.T("plain.leave.label")) {
		return true
	}
	ends := has("ปิด", "ยกเลิก", "ออก", "เลิก", "หยุด", "ไม่เอา", "exit", "stop", "off", "leave", "quit", "no more")
	return len(said) <= 60 && (has("การ์ด", "ปุ่ม", "รูปภาพเหมือนเดิม", "ขอรูป", "แบบเดิม", "เหมือนเดิม", "เปลี่ยนกลับ", "แบบปกติ", "โหมดปกติ", "card", "normal mode", "buttons") ||
		ends && has("ข้อความล้วน", "โหมด", "แบบนี้", "plain", "text mode", "text only"))
}

// What a text is about that cannot be read, and what is wrong with it.
var (
	letters = []string{"ตัวหนังสือ", "ตัวอักษร", "ฟอนต์", "ฟอนท์", "ข้อความ", "font", "letter", "text", "writing", "print", "words"}
	small   = []string{"เล็ก", "จิ๋ว", "ใหญ่", "ขยาย", "มองไม่", "อ่านไม่", "ไม่เห็น", "ไม่ชัด", "อ่านยาก", "มองยาก", "small", "tiny", "big", "large", "can't read", "cannot read", "can't see", "cannot see", "hard to read", "hard to see", "enlarge"}
	unread  = []string{"อ่านไม่เห็น", "อ่านไม่ออก", "มองไม่เห็น", "มองไม่ชัด", "อ่านไม่ชัด", "ตาไม่ดี", "สายตาไม่ดี", "สายตายาว", "ตาไม่ค่อยดี", "ผมตาบอด", "ฉันตาบอด", "หนูตาบอด", "ดิฉันตาบอด", "โปรแกรมอ่านหน้าจอ", "ขนาดฟอนต์", "ขนาดตัวอักษร", "ตาฝ้าฟาง", "ตาพร่า", "ตามัว", "can't read this", "too small", "cannot read this", "can't see this", "bad eyes", "poor eyesight", "my eyes", "i'm blind", "i am blind", "im blind", "screen reader", "voiceover", "talkback", "hard to see this", "hard to read"}
)

// smallLetters reports whether a short text says that letters are too small to read.
func smallLetters(text string) bool {
	text = strings.ToLower(text)
	has := func(words []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
	}
	if len(text) > 180 || slices.ContainsFunc([]string{"อาสา", "คนตาบอด", "เด็ก", "volunteer", "blind people", "ถนน", "น้ำท่วม", "ควัน", "หมอก", "road", "smoke"}, func(w string) bool { return strings.Contains(text, w) }) {
		return false
	}
	return has(unread) || has(letters) && has(small)
}

// offerPlain says where the size of letters is set, and offers texts only.
//
//i18n:keys plain.small.*
func offerPlain(t *dialog.Turn) {
	t.Aside()
	use := chat.Choice{Label: t.T("plain.use.label"), Tap: chat.Tap{Flow: "plain", Step: "!on"}, Primary: true}
	t.Say(chat.Message{Text: t.Vary("plain.small"), Choices: []chat.Choice{use}, Nav: t.Onward("human", "menu")})
}

func togglePlain(t *dialog.Turn) { setPlain(t, !t.Memory.Plain) }

func setPlain(t *dialog.Turn, on bool) {
	t.Memory.Plain = on
	key := "plain.off"
	if on {
		key = "plain.on"
	}
	if _, open := t.Open(); open {
		t.Say(chat.Say(t.T(key)))
		t.Resume()
		return
	}
	t.Aside()
	t.Say(chat.Message{Text: t.T(key), Choices: t.Commands("nearby", t.ProfileOrSignup(), "menu", "help")})
}

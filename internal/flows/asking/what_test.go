package asking

import (
	"strings"
	"testing"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/flow"
	"jitasa/internal/understand"
)

// Who asks what "this" is asks about what is shown; what names something asks about that, and so does who is in the middle of a question.
func TestAsksWhat(t *testing.T) {
	asked := func(text, topic string, open ...flow.Session) bool {
		turn := &dialog.Turn{Event: chat.Event{Kind: chat.Text}, Text: text, Said: understand.Result{Asks: true, Topic: topic}, Memory: &dialog.Memory{Sessions: open}}
		return asksWhat(turn)
	}
	for _, text := range strings.Split("อันนี้คืออะไรจ๊ะ|อันนี้คืออะไร|นี่คืออะไรคะ|นี่อะไร|อันนี้อะไรอ่ะ|คืออะไร|คือไรอะ|งานนี้คืออะไร|แล้วอันนี้คืออะไรล่ะ|กิจกรรมนี้คืออะไรครับ|มันคืออะไร|อันนี้เป็นงานอะไรคะ|อันนี้แม่นหยัง|อันนั้นคืออะไร|อันนี้คืออะไร หลานลงให้|"+
		"what is this|What's this?|what is it?|so what is that|what is this about|whats this one|what is this job|what this", "|") {
		if !asked(text, "bot.can") {
			t.Errorf("%s asks what is shown", text)
		}
	}
	for _, text := range strings.Split("อะไร|อะไรนะ|จิตอาสาคืออะไร|บอทนี้คืออะไร|ชื่ออะไร|กยศ คืออะไร|งานอะไรดี|ที่นี่มีอะไรบ้าง|นี่กี่โมง|อันนี้ฟรีไหม|what is volunteering|what is this bot|what time is it|what is it like in surin|what is this line for", "|") {
		if asked(text, "bot.can") {
			t.Errorf("%s asks what it names", text)
		}
	}
	if asked("อันนี้คืออะไร", "work.cost") || asked("what is this", "", flow.Session{Flow: "signup"}) {
		t.Error("what is known better is no more asked about")
	}
}

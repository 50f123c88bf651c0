package sentences_test

import (
	"os"
	"testing"

	"jitasa/internal/understand/sense"
	"jitasa/internal/understand/sentences"
)

// TestModelIsLearned: the model was learned from the lists as they are.
func TestModelIsLearned(t *testing.T) {
	var lists [sentences.Tasks][]sentences.Line
	for task, name := range sentences.Lists() {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if lists[task], err = sentences.Parse(string(raw)); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	samples, err := sense.Samples(sentences.Together(lists))
	if err != nil {
		t.Fatal(err)
	}
	m, err := sentences.Model()
	if err != nil {
		t.Fatal(err)
	}
	if !m.Of(samples) {
		t.Error("a list has changed: run go run ./cmd/learn")
	}
}

func TestParseRefuses(t *testing.T) {
	for name, list := range map[string]string{
		"no class":    "ฟรีไหม",
		"two classes": "== a\nฟรีไหม\n== b\nฟรีไหม",
	} {
		if _, err := sentences.Parse(list); err == nil {
			t.Errorf("%s is a list", name)
		}
	}
}

func TestDenied(t *testing.T) {
	for text, want := range map[string]bool{
		"ลบข้อมูลของผม": true, "ช่วยลบข้อมูลของผม": true, "please delete my data": true, "can you cancel this": true,
		"อย่าลบข้อมูล": false, "ไม่เอาข่าวแล้ว": false, "don't write to me": false, "ข้อมูลของผม": false, "no more news": false,
	} {
		got, ok := sentences.Denied(sentences.Line{Class: "erase", Text: text})
		if ok != want || ok && got.Class != sentences.None {
			t.Errorf("%s: %v, %v", text, got, ok)
		}
	}
	if _, ok := sentences.Denied(sentences.Line{Class: "newsletter", Text: "ส่งข่าวให้หน่อย"}); ok {
		t.Error("who wants no news has said a command")
	}
}

// TestTogether: what is in danger asks and wants nothing, and a question that may be a command is left open.
func TestTogether(t *testing.T) {
	all := sentences.Together([sentences.Tasks][]sentences.Line{
		sentences.Harm:    {{Class: "fire", Text: "ไฟไหม้บ้าน"}, {Class: sentences.None, Text: "ดูข่าวไฟไหม้"}},
		sentences.Topic:   {{Class: "bot.leave", Text: "ออกยังไง"}, {Class: "work.cost", Text: "ฟรีไหม"}},
		sentences.Command: {{Class: "erase", Text: "ลบข้อมูล"}},
	})
	got := map[string][sentences.Tasks]string{}
	for _, s := range all {
		got[s.Text] = s.Is
	}
	for text, want := range map[string][sentences.Tasks]string{
		"ไฟไหม้บ้าน":   {"fire", "-", "-"},
		"ดูข่าวไฟไหม้": {"-", "", ""},
		"ออกยังไง":     {"-", "bot.leave", ""},
		"ฟรีไหม":       {"-", "work.cost", "-"},
		"ลบข้อมูล":     {"-", "-", "erase"},
	} {
		if got[text] != want {
			t.Errorf("%s: %q, want %q", text, got[text], want)
		}
	}
	if slip := sentences.Spoiled("ลบข้อมูล"); got[slip] != got["ลบข้อมูล"] || slip == "ลบข้อมูล" {
		t.Errorf("the slip %q is %q", slip, got[slip])
	}
}

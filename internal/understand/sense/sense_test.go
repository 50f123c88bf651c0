package sense_test

import (
	"testing"

	"jitasa/internal/thai"
	"jitasa/internal/understand/sense"
	"jitasa/internal/understand/sentences"
)

func TestSense(t *testing.T) {
	r := sense.New()
	cry := r.Read(thai.NewLine(sentences.Normal("ช่วยด้วย ไฟไหม้บ้าน")))
	if harm, none := cry.Harm(); harm != "fire" || none > 0.2 || !cry.Whole {
		t.Errorf("a cry: %s, none %v", harm, none)
	}
	question := r.Read(thai.NewLine(sentences.Normal("ต้องเตรียมอะไรไปบ้างคะ")))
	if g := question.Topic(); g.Class != "work.bring" || !question.Asks {
		t.Errorf("a question: %v", g)
	}
	order := r.Read(thai.NewLine(sentences.Normal("delete everything you know about me")))
	if g := order.Command(); g.Class != "erase" {
		t.Errorf("a command: %v", g)
	}
}

func BenchmarkRead(b *testing.B) {
	r := sense.New()
	for name, text := range map[string]string{
		"thai":    "อยากรู้ว่าต้องเตรียมอะไรไปบ้างคะ",
		"english": "do i have to bring my own tools",
	} {
		line := thai.NewLine(sentences.Normal(text))
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s := r.Read(line)
				s.Harm()
				s.Topic()
				s.Command()
			}
		})
	}
}

package topic_test

import (
	"testing"

	"jitasa/internal/understand/gram"
	"jitasa/internal/understand/sentences"
	"jitasa/internal/understand/topic"
)

func BenchmarkGuess(b *testing.B) {
	r := topic.New()
	for name, text := range map[string]string{
		"thai":    "อยากรู้ว่าต้องเตรียมอะไรไปบ้างคะ",
		"english": "do i have to bring my own tools",
	} {
		text = sentences.Normal(text)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r.Guess(text, gram.Read(text, nil), topic.Asks(text))
			}
		})
		b.Run(name+"/asks", func(b *testing.B) {
			for b.Loop() {
				topic.Asks(text)
			}
		})
	}
}

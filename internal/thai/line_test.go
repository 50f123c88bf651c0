package thai_test

import (
	"slices"
	"strings"
	"testing"

	"jitasa/internal/thai"
)

func TestLine(t *testing.T) {
	for _, c := range []struct {
		norm, text string
		bounds     []int  // of Text
		word, span string // part of Text, and what stands for it in Norm
	}{
		{"", "", []int{0}, "", ""},
		{" … ", "", []int{0}, "", ""},
		{"ที่ chiang-mai ", "ที่chiangmai", []int{0, 9, 15, 18}, "chiangmai", "chiang-mai"},
		{"อ.เมือง 32000", "อเมือง32000", []int{0, 3, 18, 23}, "อเมือง", "อ.เมือง"},
		{"เชียง ใหม่, 2 คน", "เชียงใหม่2คน", []int{0, 15, 27, 28, 34}, "เชียงใหม่", "เชียง ใหม่"},
		{"วันที่5", "วันที่5", []int{0, 18, 19}, "5", "5"},
	} {
		l := thai.NewLine(c.norm)
		if l.Text != c.text || l.Norm != c.norm {
			t.Errorf("%q: %q", c.norm, l.Text)
		}
		var bounds []int
		for i := range len(l.Text) + 1 {
			if l.Bound(i) {
				bounds = append(bounds, i)
			}
		}
		if !slices.Equal(bounds, c.bounds) {
			t.Errorf("%q: bounds %v", c.norm, bounds)
		}
		if c.word == "" {
			continue
		}
		at := strings.Index(l.Text, c.word)
		if from, to := l.Span(at, at+len(c.word)); l.Norm[from:to] != c.span {
			t.Errorf("%q: %q spans %q", c.norm, c.word, l.Norm[from:to])
		}
	}
}

func BenchmarkNewLine(b *testing.B) {
	for name, s := range map[string]string{"one": "หางานเสาร์นี้ที่โคราชครับ", "several": "วันนี้อากาศดีมากเลยนะ ลูกชายไปโรงเรียนแล้ว"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				thai.NewLine(s)
			}
		})
	}
}

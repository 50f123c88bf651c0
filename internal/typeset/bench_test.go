package typeset_test

import (
	"testing"

	"jitasa/internal/typeset"
)

func BenchmarkPDF(b *testing.B) {
	press, page := typeset.New(), pages()["th"]
	for b.Loop() {
		if _, err := press.PDF(page); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPNG(b *testing.B) {
	press, page := typeset.New(), pages()["th"]
	for b.Loop() {
		if _, err := press.PNG(page); err != nil {
			b.Fatal(err)
		}
	}
}

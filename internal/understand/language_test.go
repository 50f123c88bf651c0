package understand_test

import (
	"testing"

	"jitasa/internal/understand/score"
)

// TestLanguageWanted: who does not speak a language wants the other.
func TestLanguageWanted(t *testing.T) {
	if sum := measured(t, newReader(t), "testdata/language.txt"); sum.Texts < 40 || sum.Share(score.Right) < 100 {
		t.Errorf("%d texts, %.2f %% right", sum.Texts, sum.Share(score.Right))
	}
}

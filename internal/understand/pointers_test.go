package understand_test

import (
	"testing"

	"jitasa/internal/understand/score"
)

// TestPointers holds what the reader makes of short texts against testdata/pointers.txt: what they point at and wish, plain text mode,
// and words that answer. The list is for tuning, so that what fails is shown (-v).
func TestPointers(t *testing.T) {
	const right, wrong, texts, mustNot = 98, 0.7, 450, 150
	list, r := listed(t, "testdata/pointers.txt"), newReader(t)
	var sum score.Tally
	for _, text := range list.Texts {
		v := list.Judge(text, r.Read(text.Text, text.At))
		sum.Add(v)
		switch v.Whole {
		case score.Silent:
			t.Logf("silent, line %d: %s\n got %s\nwant %s", text.Line, text.Text, v.Got, text.Want)
		case score.Wrong:
			t.Logf("WRONG, line %d: %s\n got %s\nwant %s", text.Line, text.Text, v.Got, text.Want)
		case score.Empty, score.Right:
		}
	}
	t.Logf("%d texts, %d of them may be nothing: %.2f %% right, %.2f %% wrong", sum.Texts, sum.MustNot, sum.Share(score.Right), sum.Share(score.Wrong))
	if sum.Share(score.Right) < right || sum.Share(score.Wrong) > wrong {
		t.Errorf("%.2f %% right, %.2f %% wrong; want %v and %v", sum.Share(score.Right), sum.Share(score.Wrong), right, wrong)
	}
	if sum.Texts < texts || sum.MustNot < mustNot {
		t.Errorf("%d texts, %d of them may be nothing: too few", sum.Texts, sum.MustNot)
	}
}

package score

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// Tally counts verdicts.
type Tally struct {
	Texts, MustNot int // texts; those of which nothing may or need be made
	Whole          map[Outcome]int
	Fields         map[string]map[Outcome]int

	InDanger, Heard, RightHarm int // texts of people in danger; those found to be; those with the right harm
	Alarms, True               int // texts found to be of people in danger; those that may be
}

// Add counts a verdict.
func (t *Tally) Add(v Verdict) {
	if t.Fields == nil {
		t.Fields, t.Whole = map[string]map[Outcome]int{}, map[Outcome]int{}
	}
	t.Texts++
	t.Whole[v.Whole]++
	if v.Text.mayBeNothing() {
		t.MustNot++
	}
	for f, o := range v.Fields {
		if t.Fields[f] == nil {
			t.Fields[f] = map[Outcome]int{}
		}
		t.Fields[f][o]++
	}
	if v.inDanger {
		t.InDanger++
		t.Heard += count(v.heard)
		t.RightHarm += count(v.heard && v.Fields["danger"] == Right)
	}
	if v.heard {
		t.Alarms++
		t.True += count(v.mayBe)
	}
}

// mayBeNothing reports whether it is right to make nothing of the text.
func (t Text) mayBeNothing() bool {
	for _, r := range t.readings {
		silent := true
		for f := range r {
			silent = silent && !r.wants(f)
		}
		if silent {
			return true
		}
	}
	return false
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Share is how many in a hundred texts came out so.
func (t Tally) Share(o Outcome) float64 { return percent(t.Whole[o], t.Texts) }

// Recall is how many in a hundred texts of people in danger were heard as such; 100 where there are none.
func (t Tally) Recall() float64 { return percent(t.Heard, t.InDanger) }

// Precision is how many in a hundred alarms were true; 100 where there are none.
func (t Tally) Precision() float64 { return percent(t.True, t.Alarms) }

// Harm is how many in a hundred of those that were heard have the right harm; 100 where there are none.
func (t Tally) Harm() float64 { return percent(t.RightHarm, t.Heard) }

func percent(part, whole int) float64 {
	if whole == 0 {
		return 100
	}
	return 100 * float64(part) / float64(whole)
}

// Print writes the counts, no text.
func (t Tally) Print(w io.Writer) error {
	tab := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(tab, "\tright\tsilent\twrong\t\n")
	for _, f := range append(append([]string{}, compared...), onRequest...) {
		if n := t.Fields[f]; n[Right]+n[Silent]+n[Wrong] > 0 {
			fmt.Fprintf(tab, "%s\t%d\t%d\t%d\t\n", f, n[Right], n[Silent], n[Wrong])
		}
	}
	fmt.Fprintf(tab, "texts\t%d\t%d\t%d\t\n", t.Whole[Right], t.Whole[Silent], t.Whole[Wrong])
	if err := tab.Flush(); err != nil {
		return fmt.Errorf("writing the counts: %w", err)
	}
	if _, err := fmt.Fprintf(w, "%d texts, %d of them may be nothing: %.2f %% right, %.2f %% wrong\n", t.Texts, t.MustNot, t.Share(Right), t.Share(Wrong)); err != nil {
		return fmt.Errorf("writing the counts: %w", err)
	}
	if t.InDanger+t.Alarms == 0 {
		return nil
	}
	_, err := fmt.Fprintf(w, "danger: %d of %d heard (recall %.2f %%), %d of %d alarms true (precision %.2f %%), the right harm in %.2f %%\n",
		t.Heard, t.InDanger, t.Recall(), t.True, t.Alarms, t.Precision(), t.Harm())
	if err != nil {
		return fmt.Errorf("writing the counts: %w", err)
	}
	return nil
}

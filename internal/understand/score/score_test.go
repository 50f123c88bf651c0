package score_test

import (
	"strings"
	"testing"

	"jitasa/internal/understand"
	"jitasa/internal/understand/score"
)

func TestJudging(t *testing.T) {
	nearby := understand.Result{Intent: "nearby", Place: "30", DateFrom: "2026-11-28", DateTo: "2026-11-29"}
	for _, c := range []struct {
		line string
		got  understand.Result
		want score.Outcome
	}{
		{"x => -", understand.Result{}, score.Right},
		{"x => -", nearby, score.Wrong},
		{"x => intent=nearby place=30 date=2026-11-28/2026-11-29", nearby, score.Right},
		{"x => intent=nearby place=30", nearby, score.Wrong},
		{"x => intent=nearby place=30 date=*", nearby, score.Right},
		{"x => intent=nearby place=30 date=*", understand.Result{Intent: "nearby", Place: "30"}, score.Right},
		{"x => intent=nearby", understand.Result{}, score.Silent},
		{"x => intent=nearby|-", understand.Result{}, score.Right},
		{"x => intent=-|nearby", understand.Result{Intent: "signup"}, score.Wrong},
		{"x => topic=work.*", understand.Result{Topic: "work.cost"}, score.Right},
		{"x => topic=work.*", understand.Result{Topic: "bot.free"}, score.Wrong},
		{"x => topic=work.*", understand.Result{}, score.Silent},
		{"x => place=1103 || places=1103,4511", understand.Result{Places: []string{"1103", "4511"}}, score.Right},
		{"x => place=1103 || places=1103,4511", understand.Result{}, score.Silent},
		{"x => place=1103 || places=1103,4511", understand.Result{Place: "4511"}, score.Wrong},
		{"x => -", understand.Result{Word: "yes", Lang: "th", Plain: "on"}, score.Right},
		{"x => word=thanks", understand.Result{Word: "yes"}, score.Wrong},
		{"#2 => refers=2", understand.Result{Refers: "2"}, score.Right},
		{"# only: danger\nx => -", nearby, score.Right},
		{"# only: danger\nx => danger=fire|flood", understand.Result{Intent: "call", Danger: "flood"}, score.Right},
	} {
		l, err := score.Parse(strings.NewReader("# a remark\n\n" + c.line + "\n"))
		if err != nil || len(l.Texts) != 1 {
			t.Errorf("%q: %d texts, %v", c.line, len(l.Texts), err)
			continue
		}
		if v := l.Judge(l.Texts[0], c.got); v.Whole != c.want {
			t.Errorf("%q and %q: %v, not %v (%v)", c.line, v.Got, v.Whole, c.want, v.Fields)
		}
	}
}

func TestListsThatAreNone(t *testing.T) {
	for _, c := range []string{"x", "x => plase=30", "x => place=30 place=31", "x => nearby", "x => - @ yesterday"} {
		if _, err := score.Parse(strings.NewReader(c)); err == nil {
			t.Errorf("%q is taken", c)
		}
	}
}

func TestCounting(t *testing.T) {
	l, err := score.Parse(strings.NewReader("a => danger=fire\nb => danger=flood|fire\nc => danger=help\nd => -\ne => danger=lost|-\n"))
	if err != nil {
		t.Fatal(err)
	}
	var sum score.Tally
	for i, harm := range []understand.Harm{"fire", "lost", "", "snake", "lost"} {
		sum.Add(l.Judge(l.Texts[i], understand.Result{Danger: harm}))
	}
	var out strings.Builder
	if err := sum.Print(&out); err != nil {
		t.Fatal(err)
	}
	const want = "          right  silent  wrong\n" +
		"  danger      2       1      2\n" +
		"   texts      2       1      2\n" +
		"5 texts, 2 of them may be nothing: 40.00 % right, 40.00 % wrong\n" +
		"danger: 2 of 3 heard (recall 66.67 %), 3 of 4 alarms true (precision 75.00 %), the right harm in 50.00 %\n"
	if got := out.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

package flows_test

import (
	"flag"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"jitasa/internal/chat"
	"jitasa/internal/flow/flowtest"
)

var update = flag.Bool("update", false, "write the answers into the transcripts")

func TestTranscripts(t *testing.T) {
	stage := flowtest.NewStage(t)
	for _, file := range flowtest.Files(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			turns := stage.Check(t, file, *update)
			for _, turn := range turns {
				checkTurn(t, turn)
				tellsWhatIsThere(t, turn)
			}
			if strings.HasPrefix(filepath.Base(file), "persona_") {
				checkPersona(t, turns)
			}
		})
	}
}

// checkTurn holds what is true of every answer.
func checkTurn(t *testing.T, turn flowtest.Turn) {
	t.Helper()
	switch turn.Event.Kind {
	case chat.Unfollow, chat.Unsend, chat.Other:
		return
	}
	if turn.PassedOn && len(turn.Answer) == 0 { // somebody else answers
		return
	}
	if len(turn.Answer) == 0 {
		t.Errorf("%s: silence after %q", turn.Where, turn.Did)
		return
	}
	if !leadsOn(turn.Answer) {
		t.Errorf("%s: a dead end after %q", turn.Where, turn.Did)
	}
	for _, c := range buttons(turn.Answer) {
		if n := uniseg.GraphemeClusterCount(c.Label); n > 20 || n == 0 {
			t.Errorf("%s: label %q has %d letters", turn.Where, c.Label, n)
		}
		if len(c.Tap.String()) > 300 {
			t.Errorf("%s: the tap of %q is too long for a postback", turn.Where, c.Label)
		}
	}
	for _, said := range texts(turn.Answer) {
		if strings.Contains(said, "{{") && !strings.Contains(turn.Where, "injection") || strings.Contains(said, "<no value>") {
			t.Errorf("%s: %q is not ready to be read", turn.Where, said)
		}
		for _, word := range []string{"ครับ", "ค่ะ", "นะคะ"} {
			if strings.Contains(said, word) {
				t.Errorf("%s: %q gives the bot a gender", turn.Where, said)
			}
		}
	}
}

// checkPersona holds what is true of whoever talks for long: nothing is said twice within three answers, but above a list that
// they asked to see again.
func checkPersona(t *testing.T, turns []flowtest.Turn) {
	t.Helper()
	for i, turn := range turns {
		for _, before := range turns[max(0, i-2):i] {
			for _, m := range turn.Answer {
				repeats := func(o chat.Message) bool { return o.Text == m.Text && len(o.Cards) == 0 }
				if m.Text != "" && len(m.Cards) == 0 && turn.Event.Kind == chat.Text && !turn.Plain && slices.ContainsFunc(before.Answer, repeats) {
					t.Errorf("%s: %q was said just now", turn.Where, m.Text)
				}
			}
		}
	}
}

// leadsOn reports whether the last message offers a next step.
func leadsOn(answer []chat.Message) bool {
	last := answer[len(answer)-1]
	return len(last.Choices)+len(last.Nav) > 0 || slices.ContainsFunc(last.Cards, func(c chat.Card) bool { return len(c.Choices) > 0 })
}

func buttons(answer []chat.Message) []chat.Choice {
	var all []chat.Choice
	for _, m := range answer {
		for _, c := range m.Cards {
			for _, r := range c.Rows {
				if r.Edit != nil {
					all = append(all, *r.Edit)
				}
			}
			all = append(all, c.Choices...)
		}
		all = append(append(all, m.Choices...), m.Nav...)
	}
	return all
}

func texts(answer []chat.Message) []string {
	var all []string
	for _, m := range chat.Plain(answer) {
		all = append(all, m.Text)
	}
	return all
}

// Every conversation is played in every language, and in every situation that people get into.
func TestEveryConversationHasTranscripts(t *testing.T) {
	want := []string{
		"signup_tapping", "signup_told", "signup_child", "signup_minor", "signup_twenty", "signup_wrong", "signup_back", "signup_resume",
		"signup_stale", "signup_more", "signup_again", "signup_version", "consent_none", "welcome_back", "nearby_place", "nearby_filters",
		"nearby_more", "nearby_hide", "nearby_abroad", "newsletter_poll", "newsletter_uncounted", "newsletter_often", "broadcast_wrong", "code", "unclear", "injection",
	}
	for _, c := range flowtest.NewStage(t).Conversations(t) {
		want = append(want, c.ID)
	}
	var have []string
	for _, file := range flowtest.Files(t) {
		have = append(have, strings.TrimSuffix(filepath.Base(file), ".txt"))
	}
	if personas := slices.DeleteFunc(slices.Clone(have), func(name string) bool { return !strings.HasPrefix(name, "persona_") }); len(personas) < 12 {
		t.Errorf("only %d personas", len(personas))
	}
	for _, id := range want {
		for _, lang := range []string{"th", "en"} {
			if !slices.Contains(have, id+"."+lang) {
				t.Errorf("no transcript testdata/%s.%s.txt", id, lang)
			}
		}
	}
}

// Signing up takes at most eight taps from adding the bot, on the way that
// needs no typing, and ends with work nearby. A picker counts as the taps that
// it takes on a phone: opening and confirming.
func TestSigningUpTakesEightTaps(t *testing.T) {
	stage := flowtest.NewStage(t)
	for _, lang := range []string{"th", "en"} {
		taps := 0
		turns := stage.Play(t, "testdata/signup."+lang+".txt")
		for _, turn := range turns {
			switch {
			case turn.Event.Kind == chat.Follow:
			case turn.Event.Kind == chat.Location, turn.Event.Picked != "":
				taps += 2
			case turn.Event.Kind == chat.Tapped:
				taps++
			default:
				t.Errorf("%s: %q is no tap", turn.Where, turn.Did)
			}
		}
		if taps > 8 {
			t.Errorf("%s: signing up takes %d taps", lang, taps)
		}
		end := turns[len(turns)-1].Answer
		found := end[len(end)-1].Cards
		if len(found) == 0 || !slices.ContainsFunc(found[0].Choices, func(c chat.Choice) bool { return c.Tap.Flow == "opportunity" }) {
			t.Errorf("%s: no work is shown at the end", lang)
		}
	}
}

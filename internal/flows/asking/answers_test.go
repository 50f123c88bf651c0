package asking_test

import (
	"slices"
	"testing"
	"unicode/utf8"

	"jitasa/internal/domain"
	"jitasa/internal/flows/asking"
	"jitasa/internal/i18n"
	"jitasa/internal/understand/sentences"
)

// specific are what can only be said of some piece of work.
var specific = []string{"work.seats", "work.toilet", "work.sleep"}

// TestEveryTopicHasAnAnswer holds the answers against what can be understood.
func TestEveryTopicHasAnAnswer(t *testing.T) {
	model, err := sentences.Model()
	if err != nil {
		t.Fatal(err)
	}
	answers := asking.NewAnswers()
	for _, topic := range model.Classes(sentences.Topic) {
		if _, ok := answers.About(topic); !ok && topic != sentences.None && !slices.Contains(specific, topic) {
			t.Errorf("a question about %s has no answer", topic)
		}
	}
}

// TestAnswersAreShortAndLeadOn: 300 letters at most, fewer when asked again, and each offers something.
func TestAnswersAreShortAndLeadOn(t *testing.T) {
	bundle, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	answers := asking.NewAnswers()
	topics := answers.Topics()
	if len(topics) < 70 {
		t.Errorf("%d answers, want at least 70", len(topics))
	}
	for _, topic := range topics {
		a, _ := answers.About(topic)
		for _, l := range domain.Languages() {
			words := bundle.For(l.Tag)
			if text := words.T(a.Text); utf8.RuneCountInString(text) > 300 || text == "" {
				t.Errorf("%s in %s has %d letters, want at most 300", topic, l.Tag, utf8.RuneCountInString(text))
			}
			short, long := words.T(a.Text+".2"), words.T(a.Text)
			if !words.Has(a.Text+".2") || utf8.RuneCountInString(short) >= utf8.RuneCountInString(long) {
				t.Errorf("%s in %s is not shorter when it is asked again: %q", topic, l.Tag, short)
			}
			for _, next := range a.Next {
				if words.T("command."+next+".label") == "" {
					t.Errorf("%s leads to %q, which no button is for", topic, next)
				}
			}
		}
		if len(a.Next) == 0 {
			t.Errorf("%s leads nowhere", topic)
		}
	}
}

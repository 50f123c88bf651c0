package dialog

import (
	"strings"
	"testing"
	"time"

	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/understand"
)

// words say the ids of texts.
type words struct{ cards.Words }

func (words) Lang() string { return "en" }
func (words) T(id string, _ ...any) string {
	if command, ok := strings.CutPrefix(id, "command."); ok {
		return "🔎 Go to " + strings.TrimSuffix(command, ".label")
	}
	return id
}
func (words) Has(string) bool { return true }

// talk is a conversation about one thing, in which everything that happens is noted.
type talk struct {
	done []string
}

func (k *talk) note(what string, takes bool) func(*Turn) bool {
	return func(*Turn) bool {
		k.done = append(k.done, what)
		return takes
	}
}

// hears is a conversation that hears with one surety, or only notes that it was asked.
func (k *talk) hears(id string, s Surety, takes bool) Conversation {
	return Conversation{ID: id, Hears: []Hearing{{s, k.note(id, takes)}}}
}

// says lets a person say something to conversations, with a memory.
func says(t *testing.T, all []Conversation, m *Memory, e chat.Event, said understand.Result) *Turn {
	t.Helper()
	turn := &Turn{Event: e, Text: e.Text, Said: said, Words: words{}, Speak: func(string) cards.Words { return words{} }, Me: &domain.Volunteer{}, Memory: m, Now: time.Unix(1e9, 0)}
	NewRouter(all).Route(turn)
	return turn
}

func text(s string) chat.Event { return chat.Event{ID: "event-1", Kind: chat.Text, Text: s} }

// What is surer is heard first, whoever hears it; the open question stands between what is exact and what was shown.
func TestOrderOfListening(t *testing.T) {
	k := &talk{}
	all := []Conversation{
		k.hears("otherwise", Otherwise, true), k.hears("loose", Loose, false), k.hears("shown", Shown, false), k.hears("exact", Exact, false), k.hears("addressed", Addressed, false),
		{ID: "asks", Take: func(*Turn, flow.Session) bool { return k.note("answer", false)(nil) }},
		{ID: "wished", Start: func(*Turn) { k.note("wish", true)(nil) }, For: func(*Turn) bool { return k.note("wish?", false)(nil) }},
	}
	says(t, all, &Memory{Lang: "en", Sessions: []flow.Session{{Flow: "asks"}}}, text("hello there"), understand.Result{Intent: "wished"})
	if got, want := strings.Join(k.done, " "), "addressed exact answer shown wish? loose otherwise"; got != want {
		t.Errorf("asked in the order %s, want %s", got, want)
	}
}

// What is heard once is not heard again.
func TestHeardOnce(t *testing.T) {
	for _, s := range []Surety{Addressed, Exact, Shown, Loose} {
		k := &talk{}
		says(t, []Conversation{k.hears("a", s, true), k.hears("b", s, true), k.hears("c", Otherwise, true)}, &Memory{Lang: "en"}, text("x"), understand.Result{})
		if got := strings.Join(k.done, " "); got != "a" {
			t.Errorf("surety %d: heard by %s, want a alone", s, got)
		}
	}
}

// The words of a button are the button, whatever is open; the event stays a text.
func TestWordsOfAButton(t *testing.T) {
	var tapped []string
	press := Conversation{ID: "f", Tapped: func(turn *Turn, tap chat.Tap) {
		at, is := turn.Tap()
		if !is || at != tap || turn.Typed() || turn.Event.Kind != chat.Text {
			t.Errorf("the turn stands for %v, %v; typed %v, a %v", at, is, turn.Typed(), turn.Event.Kind)
		}
		tapped = append(tapped, tap.Step)
	}, Yes: "!all", No: "!none"}
	offered := []Offer{{Label: "🌊 Now", Tap: chat.Tap{Flow: "f", Step: "!now"}}, {Label: "All", Tap: chat.Tap{Flow: "f", Step: "!all"}}, {Label: "None", Tap: chat.Tap{Flow: "f", Step: "!none"}}}
	for _, test := range []struct {
		says string
		said understand.Result
		want string
	}{
		{"now", understand.Result{}, "!now"},
		{"🌊 now", understand.Result{}, "!now"},
		{"yes", understand.Result{Word: understand.Yes, Sure: true}, "!all"},
		{"no", understand.Result{Word: understand.No, Sure: true}, "!none"},
		{"stop it", understand.Result{Intent: understand.Cancel, Sure: true}, "!none"},
		{"yes, perhaps", understand.Result{Word: understand.Yes}, ""},
	} {
		tapped = nil
		says(t, []Conversation{press}, &Memory{Lang: "en", Offered: append([]Offer(nil), offered...)}, text(test.says), test.said)
		if got := strings.Join(tapped, " "); got != test.want {
			t.Errorf("%q presses %q, want %q", test.says, got, test.want)
		}
	}
	tapped = nil
	says(t, []Conversation{press}, &Memory{Lang: "en", Plain: true, Offered: offered}, text("2"), understand.Result{})
	if strings.Join(tapped, " ") != "!all" {
		t.Errorf("in plain text 2 presses %v, want the second button", tapped)
	}
}

// A conversation that is not there for somebody is not begun by its word, its label or its button.
func TestNotThereForEverybody(t *testing.T) {
	k := &talk{}
	hidden := Conversation{ID: "secret", Start: func(*Turn) { k.note("begun", true)(nil) }, For: func(*Turn) bool { return false }}
	all := []Conversation{hidden, k.hears("other", Otherwise, true)}
	for what, e := range map[string]chat.Event{"its label": text("🔎 go to secret"), "its word": text("x"), "its button": {Kind: chat.Tapped, Tap: chat.Tap{Flow: "!secret"}}} {
		k.done = nil
		says(t, all, &Memory{Lang: "en"}, e, understand.Result{Intent: "secret", Sure: what == "its word"})
		if got := strings.Join(k.done, " "); got != "other" {
			t.Errorf("%s: %q, want that nobody understood", what, got)
		}
	}
	k.done = nil // and it is no answer to what is asked
	all = append(all, Conversation{ID: "asks", Take: func(*Turn, flow.Session) bool { return k.note("question", true)(nil) }})
	m := &Memory{Lang: "en", Sessions: []flow.Session{{Flow: "asks"}}}
	if turn := says(t, all, m, text("🔎 go to secret"), understand.Result{}); turn.Explicit() || strings.Join(k.done, " ") != "other" {
		t.Errorf("in the middle of a question: %v, for the bot: %v; want that nobody understood", k.done, turn.Explicit())
	}
}

// A look-up that fails ends the turn, which is tried again: nobody else may act on half of it.
func TestFailedLookUp(t *testing.T) {
	k := &talk{}
	failing := Conversation{ID: "secret", Start: func(*Turn) {}, For: func(turn *Turn) bool {
		turn.Failed = domain.ErrUnavailable
		return false
	}}
	for _, e := range []chat.Event{text("x"), {Kind: chat.Tapped, Tap: chat.Tap{Flow: "!secret"}}} {
		if turn := says(t, []Conversation{failing, k.hears("other", Otherwise, true)}, &Memory{Lang: "en"}, e, understand.Result{Intent: "secret", Sure: true}); turn.Failed == nil || len(k.done) > 0 {
			t.Errorf("after a failure: %v", k.done)
		}
	}
}

// A button of something that cannot be begun is over, not misunderstood.
func TestButtonOfNothing(t *testing.T) {
	k := &talk{}
	turn := says(t, []Conversation{{ID: "answer"}, k.hears("other", Otherwise, true)}, &Memory{Lang: "en"}, chat.Event{Kind: chat.Tapped, Tap: chat.Tap{Flow: "!answer"}}, understand.Result{})
	if len(k.done) > 0 || len(turn.Answer()) != 1 || turn.Answer()[0].Text != "flow.stale_ended" {
		t.Errorf("%v, %+v", k.done, turn.Answer())
	}
}

// Who begins something else has left what was talked about, unless it is an aside; every button is heard of.
func TestLeavingAndPressing(t *testing.T) {
	for _, test := range []struct {
		intent string
		want   string
	}{{"aside", "pressed"}, {"other", "pressed left"}} {
		k := &talk{}
		all := []Conversation{
			{ID: "sos", Left: func(*Turn) { k.note("left", true)(nil) }, Pressed: func(*Turn, chat.Tap) { k.note("pressed", true)(nil) }},
			{ID: "aside", Aside: true, Start: func(*Turn) {}}, {ID: "other", Start: func(*Turn) {}},
		}
		says(t, all, &Memory{Lang: "en"}, chat.Event{Kind: chat.Tapped, Tap: chat.Tap{Flow: "!" + test.intent}}, understand.Result{})
		if got := strings.Join(k.done, " "); got != test.want {
			t.Errorf("%s: %q, want %q", test.intent, got, test.want)
		}
	}
}

// "Cancel" ends the open question before anything else; then what a conversation can end, once.
func TestCancelling(t *testing.T) {
	k := &talk{}
	all := []Conversation{
		{ID: "asks", Take: func(*Turn, flow.Session) bool { return k.note("question", true)(nil) }},
		{ID: "a", Cancel: k.note("a", false)}, {ID: "b", Cancel: k.note("b", true)}, {ID: "c", Cancel: k.note("c", true)},
	}
	cancel := understand.Result{Intent: understand.Cancel, Sure: true}
	says(t, all, &Memory{Lang: "en", Sessions: []flow.Session{{Flow: "asks"}}}, text("cancel"), cancel)
	says(t, all, &Memory{Lang: "en"}, text("cancel"), cancel)
	if got, want := strings.Join(k.done, " "), "question a b"; got != want {
		t.Errorf("ended %s, want %s", got, want)
	}
	if turn := says(t, nil, &Memory{Lang: "en"}, text("cancel"), cancel); len(turn.Answer()) != 1 || turn.Answer()[0].Text != "cancel.nothing" {
		t.Errorf("with nothing to end: %+v", turn.Answer())
	}
}

// A way back that an open question does not take, as something stands beside it, is not met with silence.
func TestBackAmongOtherWords(t *testing.T) {
	k := &talk{}
	all := []Conversation{{ID: "asks", Take: func(*Turn, flow.Session) bool { return k.note("question", false)(nil) }}, k.hears("other", Otherwise, true)}
	says(t, all, &Memory{Lang: "en", Sessions: []flow.Session{{Flow: "asks"}}}, text("back 1"), understand.Result{Intent: understand.Back})
	if got, want := strings.Join(k.done, " "), "question question other"; got != want {
		t.Errorf("heard by %s, want %s", got, want)
	}
}

// A sticker or a picture is no answer to a question, which is asked again; who comes or goes is heard by whom it concerns alone.
func TestWithoutWords(t *testing.T) {
	k := &talk{}
	asks := Conversation{ID: "asks", Take: func(turn *Turn, _ flow.Session) bool {
		if turn.Typed() || turn.input().Word != flow.Resume {
			t.Error("the question takes a sticker for an answer")
		}
		return k.note("again", true)(nil)
	}}
	all := []Conversation{asks, k.hears("addressed", Addressed, false), k.hears("other", Otherwise, true)}
	says(t, all, &Memory{Lang: "en", Sessions: []flow.Session{{Flow: "asks"}}}, chat.Event{Kind: chat.Sticker}, understand.Result{})
	says(t, all, &Memory{Lang: "en", Sessions: []flow.Session{{Flow: "asks"}}}, chat.Event{Kind: chat.Unfollow}, understand.Result{})
	says(t, all, &Memory{Lang: "en"}, chat.Event{Kind: chat.Unsend}, understand.Result{})
	if got, want := strings.Join(k.done, " "), "addressed again addressed"; got != want {
		t.Errorf("heard by %s, want %s", got, want)
	}
}

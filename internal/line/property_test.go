package line_test

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/line"
)

// words draws texts that hurt: Thai marks, joined emoji, nothing visible,
// quotes, control characters, broken UTF-8, and great length.
func words() *rapid.Generator[string] {
	pieces := []string{"", "a", "ก็", "น้ำ", "👩‍👩‍👧‍👦", "🇹🇭", "\u200b", "\u0e31\u0e49", " ", "\n", "\n\n", "\"", "\\", "<&>", "\x00", "\xff", "e\u0301\u0302", "{{.}}", "\u202e", "long words and more "}
	return rapid.Custom(func(t *rapid.T) string {
		parts := rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 8).Draw(t, "parts")
		times := rapid.SampledFrom([]int{1, 1, 1, 1, 7, 90, 1700}).Draw(t, "times")
		return strings.Repeat(strings.Join(parts, ""), times)
	})
}

func choices(high int) *rapid.Generator[[]chat.Choice] {
	one := rapid.Custom(func(t *rapid.T) chat.Choice {
		w := words()
		c := chat.Choice{
			Label: w.Draw(t, "label"), Full: w.Draw(t, "full"),
			Does:    rapid.SampledFrom([]chat.Does{chat.SendsTap, chat.SendsTap, chat.SharesPlace, chat.PicksDate, chat.OpensURL, "dances"}).Draw(t, "does"),
			Tap:     chat.Tap{Flow: rapid.SampledFrom([]string{"", "signup"}).Draw(t, "flow"), Value: w.Draw(t, "value")},
			URL:     rapid.SampledFrom([]string{"", "tel:1784", "https://a.b/" + w.Draw(t, "path"), "javascript:alert(1)", "http://", "HTTPS://x.y", "line://nv/x", w.Draw(t, "url")}).Draw(t, "u"),
			Primary: rapid.Bool().Draw(t, "primary"), Chosen: rapid.Bool().Draw(t, "chosen"),
		}
		if rapid.Bool().Draw(t, "bounded") {
			day := rapid.SampledFrom([]string{"", "2026-11-22", "2026-11-23", "1899-01-01", "2026-02-30", "x"})
			c.Days = &chat.Days{Min: day.Draw(t, "min"), Max: day.Draw(t, "max"), Start: day.Draw(t, "start")}
		}
		return c
	})
	return rapid.SliceOfN(one, 0, high)
}

func card() *rapid.Generator[chat.Card] {
	return rapid.Custom(func(t *rapid.T) chat.Card {
		w := words()
		c := chat.Card{
			Tone: rapid.SampledFrom([]chat.Tone{chat.PlainTone, chat.Warm, chat.Leaf, chat.Alert, chat.Calm, "mauve"}).Draw(t, "tone"),
			Icon: w.Draw(t, "icon"), Eyebrow: w.Draw(t, "eyebrow"), Title: w.Draw(t, "title"), Body: w.Draw(t, "body"), Note: w.Draw(t, "note"),
			Tags: rapid.SliceOfN(w, 0, 20).Draw(t, "tags"), Choices: choices(6).Draw(t, "choices"),
		}
		for range rapid.IntRange(0, 20).Draw(t, "rows") {
			r := chat.Row{Icon: w.Draw(t, "i"), Label: w.Draw(t, "l"), Value: w.Draw(t, "v")}
			if edits := choices(1).Draw(t, "edit"); len(edits) > 0 {
				r.Edit = &edits[0]
			}
			c.Rows = append(c.Rows, r)
		}
		return c
	})
}

func message() *rapid.Generator[chat.Message] {
	return rapid.Custom(func(t *rapid.T) chat.Message {
		m := chat.Message{Text: words().Draw(t, "text"), Alt: words().Draw(t, "alt"), Nav: choices(16).Draw(t, "nav")}
		m.Choices = choices(rapid.SampledFrom([]int{3, 40}).Draw(t, "many")).Draw(t, "choices")
		m.Cards = rapid.SliceOfN(card(), 0, rapid.SampledFrom([]int{0, 1, 14}).Draw(t, "cards")).Draw(t, "c")
		if rapid.Bool().Draw(t, "placed") {
			m.Place = &chat.Place{Point: domain.Point{Lat: rapid.Float64Range(-100, 100).Draw(t, "lat"), Lng: rapid.Float64Range(-180, 180).Draw(t, "lng")}, Title: words().Draw(t, "at"), Address: words().Draw(t, "addr")}
		}
		return m
	})
}

// TestAnythingRendersWithinTheLimits is the promise that conversations rely on:
// they never count characters.
func TestAnythingRendersWithinTheLimits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		messages := rapid.SliceOfN(message(), 0, 3).Draw(t, "messages")
		opt := line.Options{Plain: rapid.Bool().Draw(t, "plain"), Lang: rapid.SampledFrom([]string{"th", "en", ""}).Draw(t, "lang")}
		before, err := json.Marshal(messages)
		if err != nil {
			t.Fatal(err)
		}
		objects := line.Render(messages, opt)
		if found := broken(t, objects); len(found) > 0 {
			t.Fatalf("limits broken:\n%s", strings.Join(found, "\n"))
		}
		for _, o := range objects {
			if opt.Plain && o.GetType() == "flex" {
				t.Fatal("a card in plain text mode")
			}
		}
		if after, _ := json.Marshal(messages); string(after) != string(before) {
			t.Fatal("rendering changed the messages it was given")
		}
	})
}

// TestTextsComeWhole: splitting loses no visible word.
func TestTextsComeWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[a-zก-ฮ]{1,12}[ \n]{1,2}`)
		text := strings.Join(rapid.SliceOfN(word, 0, 3000).Draw(t, "words"), "")
		var got strings.Builder
		for _, batch := range line.Batches(line.Render([]chat.Message{{Text: text}}, line.Options{})) {
			for _, o := range batch {
				var m struct{ Text string }
				raw, _ := o.MarshalJSON()
				if err := json.Unmarshal(raw, &m); err != nil {
					t.Fatal(err)
				}
				got.WriteString(m.Text + " ")
			}
		}
		if want, have := strings.Join(strings.Fields(text), " "), strings.Join(strings.Fields(got.String()), " "); want != have {
			t.Fatalf("lost or changed words: %d characters of %d", len(have), len(want))
		}
	})
}

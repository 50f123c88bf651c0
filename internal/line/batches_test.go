package line_test

import (
	"fmt"
	"strings"
	"testing"

	"jitasa/internal/chat"
	"jitasa/internal/line"
)

func TestBatches(t *testing.T) {
	texts := func(n, length int) (out []chat.Message) {
		for i := range n {
			out = append(out, chat.Message{Text: fmt.Sprintf("<%d>%s", i, strings.Repeat("x", length))})
		}
		out[n-1].Nav = nav("Menu")
		return out
	}
	card := chat.Message{Cards: []chat.Card{{Title: "card"}}}
	between := func(n int) (out []chat.Message) {
		for range n {
			out = append(out, chat.Message{Text: "text"}, card)
		}
		return out
	}
	for _, c := range []struct {
		name     string
		messages []chat.Message
		want     []int
	}{
		{"none", nil, nil},
		{"five", texts(5, 10), []int{5}},
		{"texts are joined", texts(12, 10), []int{5}},
		{"long texts are not", texts(7, 4900), []int{5, 2}},
		{"only as many as needed", append(texts(6, 10), texts(1, 10)...), []int{5}},
		{"cards between texts", between(4), []int{5, 3}},
	} {
		t.Run(c.name, func(t *testing.T) {
			objects := line.Render(c.messages, line.Options{})
			batches := line.Batches(objects)
			var sizes []int
			var all strings.Builder
			for _, b := range batches {
				sizes = append(sizes, len(b))
				for _, o := range b {
					raw, _ := o.MarshalJSON()
					all.Write(raw)
				}
			}
			if fmt.Sprint(sizes) != fmt.Sprint(c.want) {
				t.Errorf("batches of %v, want %v", sizes, c.want)
			}
			for i := range c.messages {
				if text := c.messages[i].Text; text != "" && !strings.Contains(all.String(), text) {
					t.Errorf("text %d is lost", i)
				}
			}
			if len(c.messages) > 0 && len(c.messages[len(c.messages)-1].Nav) > 0 && strings.Count(all.String(), "quickReply") != 1 {
				t.Error("the quick replies are lost")
			}
		})
	}
}

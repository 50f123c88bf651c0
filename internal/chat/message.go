package chat

import "slices"

// Message is one thing to say. Text and Cards may come together: the text
// first. Adapters split, shorten and page as their platform demands.
type Message struct {
	Text    string   `json:"text,omitempty"`
	Cards   []Card   `json:"cards,omitempty"`   // one: a card; several: a row to swipe through
	Place   *Place   `json:"place,omitempty"`   // a point on the map
	Choices []Choice `json:"choices,omitempty"` // the answers at hand
	Nav     []Choice `json:"nav,omitempty"`     // ways around: back, skip, menu …; shown after Choices, less loud
	Alt     string   `json:"alt,omitempty"`     // what a notification shows for cards; "" = derived from them
	// CanWait: nobody needs this now. Where a reply is not possible it is kept
	// for the person's next one, instead of costing quota.
	CanWait bool `json:"canWait,omitempty"`
	// Urgent: it is for somebody in danger, and may cost what is kept in reserve.
	Urgent bool `json:"urgent,omitempty"`
	// Private: it shows somebody else's words. The reader's log notes that something was said, not what.
	Private bool `json:"private,omitempty"`
}

// Urgent reports whether one of the messages is.
func Urgent(m []Message) bool {
	return slices.ContainsFunc(m, func(m Message) bool { return m.Urgent })
}

// Card is a titled block, drawn as a Flex bubble on LINE.
type Card struct {
	Tone    Tone     `json:"tone,omitempty"`
	Image   *Image   `json:"image,omitempty"`   // above everything else
	Icon    string   `json:"icon,omitempty"`    // an emoji
	Eyebrow string   `json:"eyebrow,omitempty"` // the small line above the title
	Title   string   `json:"title,omitempty"`
	Body    string   `json:"body,omitempty"`
	Rows    []Row    `json:"rows,omitempty"`
	Tags    []string `json:"tags,omitempty"`    // short facts: "2.3 km", "4 seats left"
	Note    string   `json:"note,omitempty"`    // small print: reasons, source, licence
	Choices []Choice `json:"choices,omitempty"` // buttons; the first Primary one stands out
}

// Image is a picture on a card.
type Image struct {
	URL string `json:"url"` // https
	Alt string `json:"alt"` // what it shows, for those who do not see it
}

// Row is a labelled value. Edit, if set, is the button at its end.
type Row struct {
	Icon  string  `json:"icon,omitempty"`
	Label string  `json:"label"`
	Value string  `json:"value"`
	Edit  *Choice `json:"edit,omitempty"`
}

// Tone is the colour family of a card; an adapter picks the colours.
type Tone string

// The tones: Plain for questions and summaries, Warm for welcome and thanks,
// Leaf for work to find, Alert for emergencies and erasure, Calm for notices.
const (
	PlainTone Tone = ""
	Warm      Tone = "warm"
	Leaf      Tone = "leaf"
	Alert     Tone = "alert"
	Calm      Tone = "calm"
)

// Does is what choosing does.
type Does string

// What a choice can do. The zero value sends the Tap.
const (
	SendsTap    Does = ""
	SharesPlace Does = "place" // opens the platform's map; the answer comes as Location
	PicksDate   Does = "date"  // opens a calendar; the answer comes as Tapped with Picked
	OpensURL    Does = "url"   // opens a page or dials (http, https, tel)
)

// Choice is a button.
type Choice struct {
	Label   string `json:"label"`          // short; shortened by grapheme where it does not fit
	Full    string `json:"full,omitempty"` // what it says in full, for screen readers and plain text; "" = Label
	Does    Does   `json:"does,omitempty"`
	Tap     Tap    `json:"tap,omitzero"`
	URL     string `json:"url,omitempty"`
	Primary bool   `json:"primary,omitempty"`
	Chosen  bool   `json:"chosen,omitempty"` // already part of the answer (questions with several answers)
	Ends    bool   `json:"ends,omitempty"`   // ends such a question: always where the thumb is
	Later   bool   `json:"later,omitempty"`  // not shown now, as there is no room; its words and its number still mean it
	Days    *Days  `json:"days,omitempty"`   // PicksDate: bounds and the day shown first
}

// Days bounds a calendar, as ISO dates; empty for none.
type Days struct {
	Min   string `json:"min,omitempty"`
	Max   string `json:"max,omitempty"`
	Start string `json:"start,omitempty"`
}

// Shown are the choices that are to be seen now.
func Shown(choices []Choice) []Choice {
	if !slices.ContainsFunc(choices, func(c Choice) bool { return c.Later }) {
		return choices
	}
	return slices.DeleteFunc(slices.Clone(choices), func(c Choice) bool { return c.Later })
}

// EndFirst puts what ends a question with several answers first: of the quick replies, that is in view without swiping.
func EndFirst(choices []Choice) []Choice {
	i := slices.IndexFunc(choices, func(c Choice) bool { return c.Ends })
	if i <= 0 {
		return choices
	}
	return slices.Concat(choices[i:i+1], choices[:i], choices[i+1:])
}

// Say is a message of text and the answers at hand.
func Say(text string, choices ...Choice) Message { return Message{Text: text, Choices: choices} }

// Offered lists every choice of the messages that sends a tap, in the order in
// which a person meets them: cards first, then choices, then ways around. It
// numbers the choices of [Plain] and lets a typed label or number mean its button.
func Offered(messages []Message) []Choice {
	n := 0
	for _, m := range messages {
		n += len(m.Choices) + len(m.Nav)
		for _, c := range m.Cards {
			n += len(c.Choices)
		}
	}
	all := make([]Choice, 0, n)
	for _, m := range messages {
		for _, c := range m.Cards {
			for _, r := range c.Rows {
				if r.Edit != nil {
					all = append(all, *r.Edit)
				}
			}
			all = append(all, c.Choices...)
		}
	}
	if len(messages) > 0 {
		last := messages[len(messages)-1]
		all = append(all, last.Choices...)
		all = append(all, last.Nav...)
	}
	return slices.DeleteFunc(all, func(c Choice) bool { return c.Does != SendsTap })
}

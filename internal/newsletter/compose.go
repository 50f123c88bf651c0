package newsletter

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
)

// Words speak one language; dates as people read them.
type Words interface {
	Lang() string
	T(id string, args ...any) string
	Year(ce int) string
	Day(at time.Time) string
	Days(first, last time.Time) string
}

// Reader is who an issue is said to, as far as it makes a difference.
type Reader struct {
	Province string // as it is called in the reader's language; "" for the whole country
	Zone     *time.Location
	Picks    []*domain.Opportunity          // near the reader
	Works    map[string]*domain.Opportunity // picked by hand, by id
	// Link is where a button leads: to where it says, or by way of a counter. nil leaves it.
	Link func(name, url string) string
	Page string // address of the issue on the web
}

// bodyAtMost is how many runes of a text stand on a card; the rest is on the web.
const bodyAtMost = 420

// Compose says an issue in the language of the words: the lead first, then everything else as a
// row of cards that ends with the ways out.
func (i *Issue) Compose(w Words, to Reader) []chat.Message {
	if to.Link == nil {
		to.Link = func(_, url string) string { return url }
	}
	c := composing{issue: i, w: w, to: to}
	var first, row []chat.Card
	for n := range i.Blocks {
		cards := c.block(n)
		if n == 0 {
			first = cards
			continue
		}
		row = append(row, cards...)
	}
	row = append(row, c.wayOut())
	title := c.text(i.Title.In(w.Lang())) // for this reader: it may name their province
	messages := []chat.Message{{Cards: first, Alt: "📰 " + title}, {Cards: row, Alt: w.T("news.more_of", "Title", title)}}
	if len(first) == 0 {
		return messages[1:]
	}
	return messages
}

// Name is what the issue is called where nobody in particular reads it.
func (i *Issue) Name(w Words) string { return i.Fill(w, i.Title.In(w.Lang())) }

// Fill puts the variables of the issue into a text of it, for nobody in particular.
func (i *Issue) Fill(w Words, text string) string { return (&composing{issue: i, w: w}).text(text) }

type composing struct {
	issue *Issue
	w     Words
	to    Reader
}

// text puts in what stands between double braces.
func (c *composing) text(s string) string {
	if !strings.Contains(s, "{{") {
		return s
	}
	return variable.ReplaceAllStringFunc(s, func(found string) string {
		month, err := time.Parse("2006-01", c.issue.Month)
		switch name := variable.FindStringSubmatch(found)[1]; {
		case name == "province" && c.to.Province == "":
			return c.w.T("news.country")
		case name == "province":
			return c.to.Province
		case err != nil:
			return ""
		case name == "month":
			return c.w.T("news.month." + strconv.Itoa(int(month.Month())))
		case name == "year":
			return c.w.Year(month.Year())
		}
		return found
	})
}

func (c *composing) block(n int) []chat.Card {
	b := &c.issue.Blocks[n]
	p := b.In(c.w.Lang())
	card := chat.Card{Tone: toneOf(b.Kind), Icon: iconOf(b.Kind), Title: c.text(p.Title), Body: c.text(p.Plain), Note: c.credit(b)}
	if b.Picture != "" {
		card.Image = &chat.Image{URL: b.Picture, Alt: p.Alt}
	}
	if n == 0 {
		card.Eyebrow = c.text(c.issue.Title.In(c.w.Lang()))
	}
	name := strconv.Itoa(n)
	if short, cut := shorten(card.Body); cut {
		card.Body = short
		if c.to.Page != "" {
			card.Choices = append(card.Choices, c.open("read"+name, c.w.T("news.read_on.label"), c.to.Page+"#b"+name))
		}
	}
	if b.Link != "" {
		label := p.Link
		if label == "" {
			label = c.w.T("news.open.label")
		}
		link := c.open("link"+name, label, b.Link)
		link.Primary = true
		card.Choices = append([]chat.Choice{link}, card.Choices...)
	}
	switch b.Kind {
	case Poll:
		for k, item := range p.Items {
			card.Choices = append(card.Choices, chat.Choice{Label: c.text(item), Tap: chat.Tap{Flow: "newsletter", Step: "!poll", Session: c.issue.ID, Value: name + ":" + strconv.Itoa(k)}})
		}
	case Numbers:
		for _, item := range p.Items {
			label, value, _ := strings.Cut(c.text(item), ":")
			card.Rows = append(card.Rows, chat.Row{Label: strings.TrimSpace(label), Value: strings.TrimSpace(value)})
		}
	case Picks:
		return append([]chat.Card{}, c.picks(b, card)...)
	}
	return []chat.Card{card}
}

func (c *composing) open(name, label, url string) chat.Choice {
	return chat.Choice{Label: label, Does: chat.OpensURL, URL: c.to.Link(name, url)}
}

// picks are the opportunities of a block, each on a card; its own card is left out where it says nothing more.
func (c *composing) picks(b *Block, head chat.Card) []chat.Card {
	list := c.chosen(b)
	if len(list) == 0 {
		if head.Body == "" {
			return nil
		}
		return []chat.Card{head}
	}
	cards := make([]chat.Card, 0, len(list))
	for _, o := range list {
		cards = append(cards, c.work(o, head.Title))
	}
	return cards
}

// chosen are the opportunities of a block that there still are.
func (c *composing) chosen(b *Block) []*domain.Opportunity {
	list := slices.Clone(c.to.Picks[:min(b.Near, len(c.to.Picks))])
	for _, id := range b.IDs {
		if o := c.to.Works[id]; o != nil {
			list = append(list, o)
		}
	}
	return list
}

func (c *composing) work(o *domain.Opportunity, eyebrow string) chat.Card {
	lang := c.w.Lang()
	card := chat.Card{Tone: chat.Leaf, Icon: "🌱", Eyebrow: eyebrow, Title: o.Title.In(lang), Body: firstOf(o.Summary.In(lang), 160)}
	when := c.w.Day(o.StartsAt.In(c.to.Zone))
	if !o.EndsAt.IsZero() && o.EndsAt.Sub(o.StartsAt) > 24*time.Hour {
		when = c.w.Days(o.StartsAt.In(c.to.Zone), o.EndsAt.In(c.to.Zone))
	}
	card.Rows = []chat.Row{{Icon: "📅", Label: c.w.T("opportunity.when"), Value: when}, {Icon: "🏠", Label: c.w.T("opportunity.by"), Value: domain.InLanguage(o.Organisation, lang)}}
	if o.Source != "" || o.Licence != "" {
		card.Note = c.credited(domain.InLanguage(o.Source, lang), o.Licence)
	}
	card.Choices = []chat.Choice{{Label: c.w.T("opportunity.details.label"), Tap: chat.Tap{Flow: "opportunity", Step: "!show", Session: c.issue.ID, Value: o.ID}, Primary: true}}
	return card
}

// credit names source and licence, as everything that is published must.
func (c *composing) credit(b *Block) string {
	source, licence := b.Source, b.Licence
	if source == "" && licence == "" && (b.Kind != Lead && b.Kind != Story && b.Kind != Call) {
		return "" // written by whoever publishes the issue, which says so at its head
	}
	if source == "" {
		source = c.issue.Source
	}
	if licence == "" {
		licence = c.issue.Licence
	}
	return c.credited(source, licence)
}

func (c *composing) credited(source, licence string) string {
	switch {
	case source == "":
		return licence
	case licence == "":
		return c.w.T("opportunity.source", "Source", source)
	}
	return c.w.T("opportunity.credit", "Source", source, "Licence", licence)
}

// wayOut is the card that every issue ends with.
func (c *composing) wayOut() chat.Card {
	tap := func(step string) chat.Tap { return chat.Tap{Flow: "newsletter", Step: step, Session: c.issue.ID} }
	return chat.Card{
		Tone: chat.Calm, Icon: "✉️", Title: c.w.T("news.end"), Body: c.w.T("news.end_body"),
		Choices: []chat.Choice{
			{Label: c.w.T("news.often.label"), Tap: tap("!often")},
			{Label: c.w.T("news.why.label"), Tap: tap("!why")},
			{Label: c.w.T("newsletter.unsubscribe.label"), Tap: tap("!off")},
		},
	}
}

// shorten cuts a text between paragraphs, sentences or words.
func shorten(s string) (string, bool) {
	if len([]rune(s)) <= bodyAtMost {
		return s, false
	}
	return firstOf(s, bodyAtMost), true
}

func firstOf(s string, runes int) string {
	r := []rune(s)
	if len(r) <= runes {
		return s
	}
	head := string(r[:runes])
	for _, mark := range []string{"\n\n", "\n", " "} {
		if at := strings.LastIndex(head, mark); at > len(head)/2 {
			return strings.TrimSpace(head[:at]) + " …"
		}
	}
	return strings.TrimSpace(head) + " …"
}

func toneOf(k Kind) chat.Tone {
	switch k {
	case Lead, Poll:
		return chat.Warm
	case Picks, Numbers:
		return chat.Leaf
	case Call:
		return chat.Alert
	case Certificate:
		return chat.Calm
	}
	return chat.PlainTone
}

func iconOf(k Kind) string {
	return map[Kind]string{Lead: "📰", Story: "💛", Picks: "🌱", Call: "📣", Poll: "🗳️", Certificate: "🎓", Numbers: "📊"}[k]
}

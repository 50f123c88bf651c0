package flows

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
)

// broadcastDraft is a call for help in the making.
type broadcastDraft struct {
	Organisation string       `json:"organisation,omitempty"`
	What         string       `json:"what,omitempty"`
	Place        *domain.Home `json:"place,omitempty"`
	KM           float64      `json:"km,omitempty"`
	When         string       `json:"when,omitempty"`
	Now          bool         `json:"now,omitempty"`
	From         time.Time    `json:"from,omitzero"`
	To           time.Time    `json:"to,omitzero"`
	Contact      string       `json:"contact,omitempty"`
	Need         int          `json:"need,omitempty"`
	Skills       []string     `json:"skills,omitempty"`
	Urgent       bool         `json:"urgent,omitempty"`
}

// Bounds of a call.
const (
	shortestCall = 5
	longestCall  = 300
	longestWhen  = 80
	mostNeeded   = 10_000
)

func broadcastFlow(w World) flow.Flow[broadcastDraft] {
	return flow.New("broadcast",
		flow.Ask("what", flow.Text(shortestCall, longestCall), func(d *broadcastDraft, v string) { d.What = v }),
		flow.Ask("place", placeAnswer(w.Places), func(d *broadcastDraft, v domain.Home) { d.Place = &v }).
			Heard(func(d broadcastDraft, in flow.Input) string { return placed(w.Places, d.Place, in) }),
		flow.Ask("radius", radius(), func(d *broadcastDraft, v float64) { d.KM = v }).If(func(d broadcastDraft) bool { return d.Place != nil && d.Place.Exact }),
		flow.Ask("when", whenAnswer(), func(d *broadcastDraft, v callTime) { d.When, d.Now, d.From, d.To = v.Words, v.Now, v.From, v.To }),
		flow.Ask("need", people(), func(d *broadcastDraft, v int) { d.Need = v }),
		flow.Ask("contact", contactAnswer(), func(d *broadcastDraft, v string) { d.Contact = v }),
		flow.Ask("skills", flow.Many(labelled("skill.", domain.Skills(), nil), false), func(d *broadcastDraft, v []string) { d.Skills = v }).Optional(),
		flow.Ask("urgent", yesNo("broadcast.urgent.yes.label", "broadcast.urgent.no.label", "ด่วน", "ด่วนมาก", "urgent"), func(d *broadcastDraft, v bool) { d.Urgent = v }),
	)
}

var aNumber = regexp.MustCompile(`[0-9]+`)

// numbers offers a few numbers, and takes any typed one between two bounds.
func numbers(offered []int, label string, least, most int, unclear string) flow.Answer[int] {
	return flow.Answer[int]{
		Options: func(in flow.Input) []flow.Option {
			options := make([]flow.Option, len(offered))
			for i, n := range offered {
				options[i] = flow.Option{Value: strconv.Itoa(n), Label: in.Texts.T(label, "Count", n)}
			}
			return options
		},
		Parse: func(in flow.Input) (int, error) {
			said := in.Value
			if said == "" {
				said = aNumber.FindString(strings.ReplaceAll(in.Text, ",", ""))
			}
			n, err := strconv.Atoi(said)
			if err != nil || n < least || n > most {
				return 0, &flow.Invalid{Key: unclear}
			}
			return n, nil
		},
	}
}

func radius() flow.Answer[float64] {
	n := numbers([]int{5, 10, 30, 50}, "broadcast.km.label", 1, 300, "broadcast.radius.unclear")
	return flow.Answer[float64]{Options: n.Options, Parse: func(in flow.Input) (float64, error) {
		km, err := n.Parse(in)
		return float64(km), err
	}}
}

func people() flow.Answer[int] {
	return numbers([]int{5, 10, 20, 50}, "broadcast.people.label", 1, mostNeeded, "broadcast.need.unclear")
}

// broadcastConversation lets a manager call for help, and follow the calls.
func broadcastConversation(w World) Conversation {
	k := talk[broadcastDraft]{flow: broadcastFlow(w), finish: previewCall, cancel: func(t *Turn, _ flow.State[broadcastDraft]) {
		t.Memory.Calling = nil
		t.Say(chat.Message{Text: t.T("broadcast.cancelled"), Nav: t.Commands("broadcast", "menu")})
	}}
	return Conversation{
		ID: "broadcast",
		Start: func(t *Turn) {
			mine, ok := t.managed()
			switch {
			case t.Failed != nil:
			case !ok:
				t.Say(chat.Message{Text: t.T("broadcast.not_manager"), Nav: t.Commands("human", "call", "nearby", "menu")})
			default:
				showCalls(t, mine)
			}
		},
		Take: k.take,
		Tapped: func(t *Turn, tap chat.Tap) {
			mine, ok := t.managed()
			if t.Failed != nil {
				return
			}
			if !ok {
				t.Say(chat.Message{Text: t.T("broadcast.not_manager"), Nav: t.Commands("human", "menu")})
				return
			}
			switch tap.Step {
			case "!new":
				beginCall(t, k, mine, tap.Value)
			case "!send":
				propose(t, tap.Session)
			case "!change":
				changeCall(t, k)
			case "!end":
				endCallForHelp(t, mine, tap.Value)
			case "!tally":
				tally(t, mine, tap.Value)
			default:
				showCalls(t, mine)
			}
		},
	}
}

// managed are the organisations whose manager the person is.
func (t *Turn) managed() ([]*domain.Organisation, bool) {
	roles := t.roles()
	return roles.Organisations, len(roles.Organisations) > 0
}

// roles looks up what the person is besides a volunteer; only conversations that need it ask.
func (t *Turn) roles() domain.Roles {
	if t.Roles == nil {
		return domain.Roles{}
	}
	roles, err := t.Roles.Of(t.Ctx, t.Event.Person)
	if err != nil {
		t.Failed = err
	}
	return roles
}

func beginCall(t *Turn, k talk[broadcastDraft], mine []*domain.Organisation, organisation string) {
	at := slices.IndexFunc(mine, func(o *domain.Organisation) bool { return o.ID == organisation })
	if at < 0 {
		showCalls(t, mine)
		return
	}
	k.start(t, flow.State[broadcastDraft]{Draft: broadcastDraft{Organisation: organisation}})
}

// changeCall asks everything again, keeping nothing but the organisation: a call is short.
func changeCall(t *Turn, k talk[broadcastDraft]) {
	if t.Memory.Calling == nil {
		t.stale()
		return
	}
	k.start(t, flow.State[broadcastDraft]{Draft: broadcastDraft{Organisation: t.Memory.Calling.Organisation}})
}

// previewCall shows a call as people would get it, who would, and what it costs.
func previewCall(t *Turn, s flow.State[broadcastDraft]) {
	mine, _ := t.managed()
	at := slices.IndexFunc(mine, func(o *domain.Organisation) bool { return o.ID == s.Draft.Organisation })
	if t.Failed != nil || at < 0 || s.Draft.Place == nil {
		t.stale()
		return
	}
	d := s.Draft
	c := &domain.Call{
		Meta: domain.Meta{ID: "call-" + t.Event.ID}, Organisation: d.Organisation, Name: mine[at].Name, By: t.Event.Person, Lang: t.Words.Lang(), What: d.What,
		Place: *d.Place, KM: d.KM, When: d.When, Now: d.Now, From: d.From, To: d.To, Need: d.Need, Contact: d.Contact, Skills: d.Skills, Urgent: d.Urgent,
		State: domain.Proposed, CreatedAt: domain.Instant(t.Now),
	}
	e, err := t.Calls.Estimate(t.Ctx, c)
	if err != nil {
		t.Failed = err
		return
	}
	t.Memory.Calling = c
	t.Say(CallCard(t.Words, t.Places, c)...)
	m := estimated(t, e)
	if e.People > 0 && e.Fits {
		m.Choices = append(m.Choices, chat.Choice{Label: t.T("broadcast.send.label"), Tap: chat.Tap{Flow: "broadcast", Step: "!send", Session: c.ID}, Primary: true})
	}
	m.Choices = append(m.Choices, chat.Choice{Label: t.T("broadcast.change.label"), Tap: chat.Tap{Flow: "broadcast", Step: "!change"}})
	m.Nav = t.Commands("broadcast", "menu")
	t.Say(m)
}

// leftOut are why people in the area do not get a call, in the order in which they are told.
//
//i18n:keys report.reason.*
func leftOut() []string {
	return []string{"no_consent", "left", "too_often", "minor", "got_it", "gone", "read_it", "cancelled", "enough"}
}

func estimated(t *Turn, e domain.CallEstimate) chat.Message {
	card := chat.Card{Tone: chat.Calm, Icon: "🔎", Title: t.T("broadcast.preview"), Body: t.T("broadcast.preview_body")}
	card.Rows = []chat.Row{{Icon: "👥", Label: t.T("broadcast.matches"), Value: t.T("broadcast.people.label", "Count", e.People)}}
	if e.Limited {
		card.Rows = append(card.Rows, chat.Row{Icon: "💸", Label: t.T("broadcast.cost"), Value: t.T("broadcast.cost_of", "Cost", e.People, "Left", e.Left)})
	}
	for _, r := range leftOut() {
		if n := e.LeftOut[r]; n > 0 {
			card.Rows = append(card.Rows, chat.Row{Icon: "➖", Label: t.T("report.reason." + r), Value: t.T("broadcast.people.label", "Count", n)})
		}
	}
	switch {
	case e.People == 0:
		card.Body = t.T("broadcast.nobody")
	case !e.Fits:
		card.Body = t.T("broadcast.over_quota")
	}
	return chat.Message{Cards: []chat.Card{card}, Alt: t.T("broadcast.preview")}
}

// propose asks staff to approve the call that was previewed.
func propose(t *Turn, id string) {
	c := t.Memory.Calling
	if c == nil || c.ID != id {
		t.stale()
		return
	}
	if err := t.Calls.Propose(t.Ctx, c); err != nil {
		t.Failed = err
		return
	}
	deciders, err := t.Roles.Deciders(t.Ctx)
	if err != nil {
		t.Failed = err
		return
	}
	for _, s := range deciders {
		t.tellOnce(c.ID+"-"+s.ID, s.Person, approvalMessages(t.Speak("th"), t.Places, c)...)
	}
	t.Memory.Calling = nil
	key := "broadcast.proposed"
	if len(deciders) == 0 {
		key = "broadcast.no_staff"
	}
	t.Say(chat.Message{Text: t.T(key), Nav: t.Commands("broadcast", "human", "menu")})
}

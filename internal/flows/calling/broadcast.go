package calling

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"

	"jitasa/internal/calls"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/flows/answers"
	"jitasa/internal/thai"
	"jitasa/internal/thai/when"
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
	Start        string       `json:"start,omitempty"` // time of day, where the words for when have none; startAnyTime
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

// follows is the question that another place or another day asks anew; "" for none.
func (d broadcastDraft) follows() string {
	switch {
	case d.Place != nil && d.Place.Exact && d.KM == 0:
		return "radius"
	case d.untimed() && d.Start == "":
		return "start"
	}
	return ""
}

// untimed reports whether nothing that was said of the days tells when to come.
func (d broadcastDraft) untimed() bool { return !d.Now && !calls.SaysStart(d.When) }

func broadcastFlow(w Parts) flow.Flow[broadcastDraft] {
	return flow.New("broadcast",
		flow.Ask("what", flow.Text(shortestCall, longestCall), func(d *broadcastDraft, v string) { d.What = v }),
		flow.Ask("place", answers.Place(w.Places), func(d *broadcastDraft, v domain.Home) { d.Place, d.KM = &v, 0 }).
			Heard(func(d broadcastDraft, in flow.Input) string { return answers.Placed(w.Places, d.Place, in) }),
		flow.Ask("radius", radius(), func(d *broadcastDraft, v float64) { d.KM = v }).If(func(d broadcastDraft) bool { return d.Place != nil && d.Place.Exact }),
		flow.Ask("when", whenAnswer(), func(d *broadcastDraft, v callTime) {
			d.When, d.Now, d.From, d.To, d.Start = v.Words, v.Now, v.From, v.To, ""
		}),
		flow.Ask("start", startAnswer(), func(d *broadcastDraft, v string) { d.Start = v }).If(broadcastDraft.untimed),
		flow.Ask("need", people(), func(d *broadcastDraft, v int) { d.Need = v }),
		flow.Ask("contact", contactAnswer(), func(d *broadcastDraft, v string) { d.Contact = v }),
		flow.Ask("skills", flow.Many(answers.Labelled("skill.", domain.Skills(), nil), false), func(d *broadcastDraft, v []string) { d.Skills = v }).Optional().
			From(func(d broadcastDraft) []string { return domain.Known(d.Skills, domain.Skills()) }).
			Clear(func(d broadcastDraft) bool { return len(d.Skills) > 0 }, func(d *broadcastDraft) { d.Skills = nil }),
		flow.Ask("urgent", answers.YesNo("broadcast.urgent.yes.label", "broadcast.urgent.no.label", "ด่วน", "ด่วนมาก", "urgent"), func(d *broadcastDraft, v bool) { d.Urgent = v }),
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

// people is how many are needed. A time, a day or a phone is none, even if a number is in it.
func people() flow.Answer[int] {
	n := numbers([]int{5, 10, 20, 50}, "broadcast.people.label", 1, mostNeeded, "broadcast.need.unclear")
	return flow.Answer[int]{Options: n.Options, Parse: func(in flow.Input) (int, error) {
		if in.Value != "" {
			return n.Parse(in)
		}
		if counted := aCount.FindStringSubmatch(thai.Lower(in.Text)); counted != nil {
			in.Text = counted[1]
			return n.Parse(in)
		}
		if _, _, ok := thai.Phone(in.Text); ok {
			return 0, &flow.Invalid{Key: "broadcast.need.phone"}
		}
		if _, err := when.Time(in.Text); !errors.Is(err, when.ErrNone) || saysDay(in.Text, in.Now) {
			return 0, &flow.Invalid{Key: "broadcast.need.time"}
		}
		return n.Parse(in)
	}}
}

// aCount is a number of people said as one.
var aCount = regexp.MustCompile(`([0-9][0-9,]*)\s*(?:คน|ท่าน|ชีวิต|people|persons?|volunteers?|pax)`)

// broadcastConversation lets a manager call for help, and follow the calls.
func (a *Calling) broadcastConversation() dialog.Conversation {
	return dialog.Conversation{
		ID:    "broadcast",
		Start: a.begin,
		Take:  a.ask.Take,
		Tapped: func(t *dialog.Turn, tap chat.Tap) {
			mine, ok := t.Managed()
			if t.Failed != nil {
				return
			}
			if !ok {
				t.Say(chat.Message{Text: t.T("broadcast.not_manager"), Nav: t.Commands("human", "menu")})
				return
			}
			switch tap.Step {
			case "!of":
				if o := managed(mine, tap.Value); o != nil {
					mine = []*domain.Organisation{o}
				}
				a.showCalls(t, mine)
			case "!new":
				a.beginCall(t, mine, tap.Value)
			case "!send":
				a.propose(t, tap.Session)
			case "!change":
				changeCall(t)
			case "!edit":
				a.editCall(t, tap.Value)
			case "!end":
				a.endCallForHelp(t, tap.Value)
			case "!tally":
				a.tally(t, tap.Value)
			default:
				a.showCalls(t, mine)
			}
		},
		Hears: []dialog.Hearing{{Surety: dialog.Exact, Hear: func(t *dialog.Turn) bool {
			if _, open := t.Open(); open || !announces(t) {
				return false
			}
			a.begin(t)
			return true
		}}},
	}
}

// begin shows managers what they can do.
func (a *Calling) begin(t *dialog.Turn) {
	mine, ok := t.Managed()
	switch {
	case t.Failed != nil:
	case !ok:
		t.Say(chat.Message{Text: t.T("broadcast.not_manager"), Nav: t.Commands("human", "call", "nearby", "menu")})
	default:
		a.showCalls(t, mine)
	}
}

// announces reports whether a manager looks for volunteers, in the words of one
// who is in need, or somebody in words that mean nothing else.
func announces(t *dialog.Turn) bool {
	if !t.Announces() {
		return false
	}
	_, manages := t.Managed()
	return manages || t.Failed != nil || !t.Said.Known()
}

func (a *Calling) beginCall(t *dialog.Turn, mine []*domain.Organisation, organisation string) {
	if managed(mine, organisation) == nil {
		a.showCalls(t, mine)
		return
	}
	t.Memory.Calling = nil
	a.ask.Start(t, flow.State[broadcastDraft]{Draft: broadcastDraft{Organisation: organisation}})
}

// cancelDraft gives a call up, or only a change of one that was previewed.
func (a *Calling) cancelDraft(t *dialog.Turn, _ flow.State[broadcastDraft]) {
	if t.Memory.Calling != nil {
		a.previewCall(t, t.Memory.Calling)
		return
	}
	t.Say(chat.Message{Text: t.T("broadcast.cancelled"), Nav: t.Commands("broadcast", "menu")})
}

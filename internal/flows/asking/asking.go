package asking

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"jitasa/internal/access"
	"jitasa/internal/calls"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/support"
	"jitasa/internal/thai"
	"jitasa/internal/understand"
)

// Work knows the work that was shown.
type Work interface {
	// Opportunities gives those that are there still, in the order of the ids.
	Opportunities(ctx context.Context, ids ...string) ([]*domain.Opportunity, error)
	// When and Where say it as the card does; Back is the way back to what was found.
	When(t *dialog.Turn, o *domain.Opportunity) string
	Where(t *dialog.Turn, o *domain.Opportunity) string
	Back(t *dialog.Turn) chat.Choice
	// Bring is what to bring, as far as a shift says it.
	Bring(t *dialog.Turn, o *domain.Opportunity) string
}

// Calls knows the calls for help that went to somebody.
type Calls interface {
	Show(ctx context.Context, by access.Actor, call string) (calls.Ask, error)
	WaitingFor(ctx context.Context, by access.Actor) ([]calls.Ask, error)
}

// Desk is who is behind the bot.
type Desk interface {
	// Forward gives a question that was asked before to staff, as a line of theirs, and says so.
	Forward(t *dialog.Turn, question string, l support.Line)
}

// Parts are what the conversation needs.
type Parts struct {
	Reader *understand.Reader
	Work   Work
	Calls  Calls // nil: nobody calls for help here
	Desk   Desk
}

// Asking is the conversation that answers questions.
type Asking struct {
	Parts
	answers *Answers
	quotes  quotes
}

// New makes the conversation.
func New(p Parts) *Asking { return &Asking{p, NewAnswers(), newQuotes()} }

// flowID is the flow of its buttons.
const flowID = "asking"

// The steps of its buttons: to pass a question on, and to have it answered about one of a list (the value) by its topic (the session).
const (
	passes = "!pass"
	about  = "!about"
)

// Conversations lists the one. It comes before what looks for work: a question about what is shown is no search.
func (a *Asking) Conversations() []dialog.Conversation {
	return []dialog.Conversation{{
		ID: flowID, Tapped: a.tapped, Aside: true,
		Hears: []dialog.Hearing{
			{Surety: dialog.Addressed, Hear: a.agreed}, {Surety: dialog.Exact, Hear: a.whom}, {Surety: dialog.Exact, Hear: a.leaving}, {Surety: dialog.Exact, Hear: a.whyOther}, {Surety: dialog.Exact, Hear: a.pointed},
			{Surety: dialog.Shown, Hear: a.hears}, {Surety: dialog.Otherwise, Hear: a.unknown},
		},
	}}
}

func (a *Asking) tapped(t *dialog.Turn, tap chat.Tap) {
	switch tap.Step {
	case passes:
		a.pass(t, tap.Session)
	case about:
		a.ofOne(t, tap.Session, tap.Value, true)
	default:
		t.Stale()
	}
}

// ofWork begins the topics that are about a piece of work.
const ofWork = "work."

// hears answers a question whose topic is known.
func (a *Asking) hears(t *dialog.Turn) bool {
	topic := topicOf(t)
	if !t.Typed() || topic == "" || searches(t, topic) {
		return false
	}
	note(t)
	if !strings.HasPrefix(topic, ofWork) {
		return a.general(t, topic)
	}
	ids := a.atHand(t)
	switch {
	case t.Failed != nil:
	case len(ids) == 0:
		a.ofNone(t, topic)
	case len(ids) == 1:
		a.ofOne(t, topic, ids[0], false)
	default:
		a.which(t, topic, ids)
	}
	return true
}

// mayI asks whether one can take part, in so many words.
var mayI = regexp.MustCompile(`^(?:แล้ว|ถ้า)?(?:ฉัน|ผม|หนู|เรา|ดิฉัน|พี่|ป้า|ลุง)? ?(?:ขอ)?(?:ไป|มา|เข้าร่วม|ร่วม|สมัคร|ทำ)(?:ด้วย|เลย|งานนี้|อันนี้)?(?:คน)?ได้(?:ไหม|มั้ย|มัย|ไม๊|มะ|ป่าว|ปะ|ป่ะ|เปล่า|รึเปล่า|หรือเปล่า|หรือไม่)|` +
	`^(?:so |and |ok )?(?:can|may|could) (?:i|we) (?:still |also |just )?(?:come|join|go|help|take part|sign up|apply|participate)(?: this| it| too| here| in| there)?\??$`)

// whatIs asks what something is that a text only points at.
var whatIs = regexp.MustCompile(`^(?:แล้ว|เอ๊ะ|เอ่อ)? ?(?:(?:อัน|งาน|ตัว|กิจกรรม|โครงการ|ไอ้)?(?:นี้|นี่|เนี่ย|เนี้ย|นั้น|นั่น)(?:มัน)? ?(?:คือ|เป็น|แม่น)?|(?:มัน)?(?:คือ|เป็น))(?:งาน|กิจกรรม|โครงการ)? ?(?:อะไร|อาราย|ไร|หยัง|อิหยัง)` +
	`(?:เหรอ|หรอ|หรือ|ล่ะ|หว่า|วะ|อะ|อ่ะ|น่ะ|เนี่ย)*(?: |$)|` +
	`^(?:so |and |ok |um |hm )?(?:what|wat|wot)(?: is|'s|’s|s) (?:this|that|it|these)(?: one| job| work| thing| activity| event| about| all about)?$|^what(?:'s|’s|s)? (?:this|that)$`)

// asksWhat reports whether a text asks no more than what the thing is that is shown, or the bot where nothing is.
func asksWhat(t *dialog.Turn) bool {
	_, open := t.Open()
	general := t.Said.Topic == "" || t.Said.Topic == "bot.can"
	return t.Said.Asks && !open && general && t.Said.Word == "" && whatIs.MatchString(thai.TrimParticles(strings.ToLower(t.Text)))
}

// topicOf is what the text asks about. Whether one can come is whether there is room.
func topicOf(t *dialog.Turn) string {
	if asksWhat(t) { // with nothing at hand it is about the bot, as all questions of this topic are then
		return ofWork + "more"
	}
	if t.Said.Asks && t.Memory.AtHand != nil && mayI.MatchString(strings.ToLower(t.Text)) {
		return ofWork + "join"
	}
	return t.Said.Topic
}

// seeking are words of those who look for work.
var seeking = regexp.MustCompile(`หางาน|มีงาน|งานที่|งานไหน|\b(?:find|show|search|looking for|any)\b.*\b(?:work|jobs?)\b`)

// searches reports whether a question names what to look for, and asks no more than whether there is such work: "มีวันเสาร์ไหม".
func searches(t *dialog.Turn, topic string) bool {
	if len(t.Said.Only) > 0 && (t.Said.Intent == understand.Nearby || seeking.MatchString(strings.ToLower(t.Text))) {
		return true
	}
	names := t.Said.DateFrom != "" || t.Said.Place != "" || len(t.Said.Places)+len(t.Said.Causes)+len(t.Said.Kinds) > 0
	exact := strings.Contains(t.Text, "กี่โมง") || strings.Contains(strings.ToLower(t.Text), "what time")
	return names && !exact && slices.Contains([]string{"work.when", "work.where", "work.more", "work.seats", "network.areas"}, topic)
}

// The words of those who want to know whom to reach, and of those who want a person of ours.
var (
	whom = regexp.MustCompile(`(?:ติดต่อ|โทร|โท|ถาม|คุย|ทัก)\S*(?:ใคร|ไผ|ยังไง|ยังงัย|อย่างไร|ทางไหน|ที่ไหน|ช่องทาง)|เบอร์(?:ติดต่อ|โทร)|` +
		`\b(?:who|whom|how)\b.*\b(?:contact|call|reach|phone|ring|talk|speak)\b|\bcontact (?:person|number|details?|info|information)\b`)
	ours = regexp.MustCompile(`เจ้าหน้าที่|แอดมิน|พนักงาน|คนจริง|ติดต่อเรา|เครือข่าย|จิตอาสา|บอต|บอท|สำนักงาน|\b(?:human|agent|staff|operator|admin|real|someone|somebody|you|your|network|office|bot)\b`)
)

// whom hears who asks whom to reach, with something at hand: its organiser is meant, and nobody of ours.
func (a *Asking) whom(t *dialog.Turn) bool {
	said := strings.ToLower(t.Text)
	_, open := t.Open()
	unsaid := t.Said.Topic == "network.contact" || !open && t.Said.Topic == "" && t.Said.Word == "" && t.Said.Phone == ""
	if !t.Typed() || t.Said.Intent != understand.Human && (t.Said.Intent != "" || !unsaid) || ours.MatchString(said) || !whom.MatchString(said) || len(a.atHand(t)) == 0 {
		return false
	}
	t.Said.Intent, t.Said.Sure, t.Said.Asks, t.Said.Topic = "", false, true, ofWork+"contact"
	return a.hears(t)
}

// how asks how something is done.
var how = regexp.MustCompile(`ยังไง|ยังงัย|อย่างไร|ทำไง|สมาชิก|\bhow\b`)

// leaving answers the question how one leaves, which ends nothing by itself.
func (a *Asking) leaving(t *dialog.Turn) bool {
	if !t.Typed() || !t.Said.Asks || t.Said.Intent != understand.Unsubscribe || !how.MatchString(strings.ToLower(t.Text)) {
		return false
	}
	note(t)
	return a.general(t, "bot.leave")
}

// whyOther answers why something is asked that the open question does not ask: "why my year of birth?" at the name. Why the open one
// is asked, it says itself.
func (a *Asking) whyOther(t *dialog.Turn) bool {
	asked, ok := strings.CutPrefix(t.Said.Topic, "data.why_")
	named := whyNamed[asked]
	if _, open := t.Open(); !ok || !open || named == nil || !named.MatchString(strings.ToLower(t.Text)) {
		return false
	}
	if slices.ContainsFunc(t.Memory.Offered, func(o dialog.Offer) bool { return o.Tap.Step == asked }) {
		return false
	}
	note(t)
	return a.general(t, t.Said.Topic)
}

// whyNamed is what people call what is asked for, by the topic's end, which is the question's id.
var whyNamed = map[string]*regexp.Regexp{
	"birth": regexp.MustCompile(`เกิด|อายุ|birth|\bage\b|\bold\b`), "phone": regexp.MustCompile(`เบอร์|โทร|phone|number`), "place": regexp.MustCompile(`ที่อยู่|จังหวัด|อำเภอ|พื้นที่|address|province`),
}

// general answers a question about the network, the bot or volunteering; false: there is no answer.
func (a *Asking) general(t *dialog.Turn, topic string) bool {
	answer, ok := a.answers.About(topic)
	if !ok {
		return false
	}
	text, again := once(t, answer.Text)
	r := reply{text: text, nav: onward(t, answer.Next...)}
	if again {
		r.choices = []chat.Choice{passing(t)}
	}
	r.say(t)
	return true
}

// ofNone answers a question about work where none was shown.
func (a *Asking) ofNone(t *dialog.Turn, topic string) {
	if !a.general(t, topic) {
		reply{text: t.Vary("asking.depends"), nav: t.Onward("nearby", "human", "menu")}.say(t)
	}
}

// unknown answers a question that nobody understood: it offers to pass it on.
func (a *Asking) unknown(t *dialog.Turn) bool {
	if !t.Typed() || !t.Said.Asks || t.Said.Word == understand.Insult {
		return false
	}
	note(t)
	t.Missed()
	reply{text: t.Vary("asking.unknown"), choices: []chat.Choice{passing(t)}, nav: t.Onward("nearby", "help", "menu")}.say(t)
	return true
}

// reply is an answer to a question, with what leads on from it.
type reply struct {
	text    string
	empty   bool // it answers nothing, and only offers to ask
	choices []chat.Choice
	nav     []chat.Choice
}

// toStaff reports whether what the person writes goes to staff anyway, as they asked for a person.
func toStaff(t *dialog.Turn) bool {
	_, open := t.Open()
	return t.Memory.ToStaff() && !open && t.Typed()
}

// say says it beside what is going on: what was shown is still meant, and an open question comes again, with the answer's buttons.
func (r reply) say(t *dialog.Turn) {
	t.Aside()
	if toStaff(t) {
		if r.empty {
			r.text = t.Vary("asking.noted")
		} else {
			r.text = t.Vary("asking.meanwhile", "Answer", r.text)
		}
		r.nav = append([]chat.Choice{{Label: t.T("human.done.label"), Tap: chat.Tap{Flow: "human", Step: "!done"}}}, r.nav...)
		r.choices = slices.DeleteFunc(r.choices, func(c chat.Choice) bool { return c.Tap.Flow == flowID && c.Tap.Step == passes })
	}
	if _, open := t.Open(); !open {
		t.Say(chat.Message{Text: r.text, Choices: r.choices, Nav: r.nav})
		return
	}
	t.Say(chat.Say(r.text))
	t.Resume()
	t.Finally(flowID, func() {
		if answer := t.Answer(); len(answer) > 0 {
			last := &answer[len(answer)-1]
			last.Nav = append(last.Nav, r.choices...)
		}
	})
}

// once is the text of an answer; asked again it is shorter (KEY.2), and asked once more it is not what was wanted: again.
func once(t *dialog.Turn, key string, args ...any) (text string, again bool) {
	if slices.ContainsFunc(t.Memory.Varied, func(v dialog.Varied) bool { return v.Key == key && v.N > 1 }) {
		return t.Vary("asking.still", "Answer", t.T(key+".2", args...)), true
	}
	return t.Vary(key, args...), false
}

// onward are the ways that lead on, as far as they are there for the person, and a person last.
func onward(t *dialog.Turn, intents ...string) []chat.Choice {
	var there []string
	for _, i := range append(intents, "human", "menu") {
		if t.Has(i) && (i != "signup" || !t.Me.SignedUp()) && !slices.Contains(there, i) {
			there = append(there, i)
		}
	}
	return t.Onward(there...)
}

package cards

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/calls"
	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/hours"
	"jitasa/internal/i18n"
	"jitasa/internal/place"
	"jitasa/internal/shifts"
	"jitasa/internal/support"
	"jitasa/internal/thai"
)

// kinds are the constants of type Kind in a file of a capability.
func kinds(t *testing.T, file string) (all []string) {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok {
			if of, ok := spec.Type.(*ast.Ident); ok && of.Name == "Kind" {
				value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, value)
			}
		}
		return true
	})
	if len(all) < 4 {
		t.Fatalf("%s has %d kinds of notice", file, len(all))
	}
	return all
}

// notices are every notice that there is, by name.
func notices(t *testing.T) map[string]domain.Notice {
	t.Helper()
	all := map[string]domain.Notice{
		"access staff":   access.Notice{Staff: &domain.Staff{Name: "กัญญา", Role: domain.Coordinator}},
		"access manager": access.Notice{Organisation: &domain.Organisation{Name: domain.Text{"th": "กู้ภัย", "en": "Rescue"}, Managers: []string{"a"}}},
	}
	call := &domain.Call{What: "กรอกกระสอบทราย", Name: domain.Text{"th": "กู้ภัย", "en": "Rescue"}, Need: 10, Place: domain.Home{Province: "32"}, When: "วันนี้", Contact: "0812345678"}
	for _, kind := range kinds(t, "../calls/notice.go") {
		all["calls "+kind] = calls.Notice{Kind: calls.Kind(kind), Call: call, Why: calls.ErrNobody, Come: 3}
	}
	shift := &shifts.Shift{Meta: domain.Meta{ID: "s"}, From: time.Date(2026, 12, 5, 9, 0, 0, 0, thai.Zone()), To: time.Date(2026, 12, 5, 12, 0, 0, 0, thai.Zone()), Taken: 3}
	for _, kind := range kinds(t, "../shifts/notice.go") {
		n := shifts.Notice{Kind: shifts.Kind(kind), Shift: shift, Seats: 2, Until: shift.From}
		all["shifts of gone work "+kind] = n
		n.Work = &domain.Opportunity{Title: domain.Text{"th": "แพ็กถุงยังชีพ", "en": "Packing"}, Province: "32"}
		all["shifts "+kind] = n
	}
	threads := []*support.Thread{{Name: "สมศรี", State: support.Waits, Lines: []support.Line{{Text: "น้ำเข้าบ้าน"}}}}
	for _, kind := range kinds(t, "../support/notice.go") {
		all["support "+kind] = support.Notice{Kind: support.Kind(kind), Threads: threads, Staff: "กัญญา", Text: "กำลังไป"}
	}
	work := hours.Record{Title: domain.Text{"th": "ปลูกป่า", "en": "Planting trees"}, From: time.Unix(1, 0), To: time.Unix(7201, 0), Minutes: 90, Said: 120, Came: true}
	for _, kind := range kinds(t, "../hours/entry.go") { // each of which somebody is told of
		all["hours "+kind] = hours.Notice{Kind: hours.Kind(kind), Record: work, Reason: "อยู่ต่อ", Name: "สมศรี", People: 12}
	}
	absent := hours.Record{Title: work.Title}
	all["hours settled as absent"] = hours.Notice{Kind: hours.Settled, Record: absent}
	all["hours appealed as excused"] = hours.Notice{Kind: hours.Appealed, Record: absent}
	return all
}

// speaker makes the cards of a language.
func speaker(t *testing.T) func(lang string) Cards {
	t.Helper()
	texts, err := i18n.Load(i18n.WithZone(thai.Zone()))
	if err != nil {
		t.Fatal(err)
	}
	places, err := place.New()
	if err != nil {
		t.Fatal(err)
	}
	return func(lang string) Cards { return In(texts.For(lang), places) }
}

// Every notice of every capability says something, in each language something else, and no two of a capability say the same.
func TestEveryNoticeIsSaid(t *testing.T) {
	say := speaker(t)
	said := map[string]string{}
	for name, n := range notices(t) {
		for _, l := range domain.Languages() {
			text := all(say(l.Tag).Notice(n))
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s says nothing in %s", name, l.Tag)
			}
			if before := said[text]; before != "" {
				t.Errorf("%s says in %s what %s says: %s", name, l.Tag, before, text)
			}
			said[text] = name
		}
	}
}

// all is everything that messages say.
func all(messages []chat.Message) string {
	var b strings.Builder
	for _, m := range messages {
		b.WriteString(m.Text + "\n")
		for _, c := range m.Cards {
			b.WriteString(c.Eyebrow + "\n" + c.Title + "\n" + c.Body + "\n")
		}
	}
	return b.String()
}

// Why a call is not sent is said to its maker by its reason, and to who approved it as well.
func TestWhyACallIsReturned(t *testing.T) {
	say := speaker(t)("en")
	said := map[string]error{}
	for _, why := range []error{calls.ErrNobody, calls.ErrOverCost, calls.ErrPast, calls.ErrLate} {
		for _, kind := range []calls.Kind{calls.Returned, calls.ToDecideAgain} {
			m := say.Notice(calls.Notice{Kind: kind, Call: &domain.Call{What: "Sandbags"}, Why: why})
			if before := said[m[0].Text]; before != nil {
				t.Errorf("%v is said as %v: %s", why, before, m[0].Text)
			}
			said[m[0].Text] = why
			if asks := len(m) > 1; kind == calls.ToDecideAgain && asks == errors.Is(why, calls.ErrPast) {
				t.Errorf("%v: asks to decide again: %t", why, asks)
			}
		}
	}
}

// Of an approval is said what is true when it is read: that it goes out, will by itself, or what it waits for.
func TestApprovedIsTrue(t *testing.T) {
	say := speaker(t)("en")
	said := map[string]string{}
	for _, why := range []string{"", domain.WaitsToStart, domain.WaitsForLine, domain.WaitsForMessages, domain.WaitsForStaff} {
		said[why] = all(say.Notice(calls.Notice{Kind: calls.Approved, Call: &domain.Call{What: "Sandbags"}, Wait: domain.CallWait{Why: why}}))
	}
	soon := said[domain.WaitsToStart]
	if said[domain.WaitsForLine] != soon { // this notice waits for LINE as well
		t.Errorf("while LINE is away: %q, want %q", said[domain.WaitsForLine], soon)
	}
	for _, other := range []string{"", domain.WaitsForMessages, domain.WaitsForStaff} {
		if said[other] == soon || other != "" && (said[other] == said[""] || !strings.Contains(said[other], say.WaitText(domain.CallWait{Why: other}))) {
			t.Errorf("%q is said as %q", other, said[other])
		}
	}
}

package sending

import (
	"bytes"
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/app"
	"jitasa/internal/bot"
	"jitasa/internal/config"
	"jitasa/internal/deliver"
	"jitasa/internal/demo"
	"jitasa/internal/domain"
	"jitasa/internal/linesim"
	"jitasa/internal/measure"
	"jitasa/internal/newsletter"
	"jitasa/internal/thai"
)

// desk is an editor's: commands against a store of its own and a LINE platform on this machine.
type desk struct {
	*testing.T
	sim    *linesim.Sim
	folder string
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	sim, err := linesim.New(linesim.Options{ChannelSecret: "secret", ChannelToken: "channel-token"})
	if err != nil {
		t.Fatal(err)
	}
	platform := httptest.NewServer(sim.Handler())
	t.Cleanup(func() {
		platform.Close()
		if err := sim.Close(); err != nil {
			t.Error(err)
		}
	})
	d := &desk{T: t, sim: sim, folder: t.TempDir()}
	for name, value := range map[string]string{
		"JITASA_LINE_API": platform.URL, "JITASA_LINE_DATA_API": platform.URL, "JITASA_LINE_TOKEN": "channel-token", "JITASA_LINE_SECRET": "secret",
		"JITASA_STORE": "sqlite:" + filepath.Join(d.folder, "desk.db"), "JITASA_KEY": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", "JITASA_PUBLIC_URL": "", "JITASA_ADDR": "", "LANG": "en_US.UTF-8",
	} {
		t.Setenv(name, value)
	}
	return d
}

// with opens the store for what the commands cannot do.
func (d *desk) with(do func(ctx context.Context, a *app.App)) {
	d.Helper()
	c, _, err := config.Load(nil, os.Getenv)
	if err != nil {
		d.Fatal(err)
	}
	a, err := app.New(d.Context(), c, app.Options{})
	if err != nil {
		d.Fatal(err)
	}
	do(d.Context(), a)
	if err := a.Close(); err != nil {
		d.Fatal(err)
	}
}

// person follows the account on the platform.
func (d *desk) person(name string) string {
	d.Helper()
	id := d.sim.AddPerson(name, "th").ID
	if _, err := d.sim.Follow(id); err != nil {
		d.Fatal(err)
	}
	return id
}

// subscribers are people who agreed to get the newsletter, in Surin.
func (d *desk) subscribers(n int) {
	d.Helper()
	d.with(func(ctx context.Context, a *app.App) {
		now := domain.Instant(time.Now())
		for i := range n {
			v := &domain.Volunteer{
				Meta: domain.Meta{ID: d.person(fmt.Sprint("reader ", i))}, BirthYear: 1980, Home: &domain.Home{Province: "32"}, Reach: domain.Reach{Lang: "th", Seen: now},
				Consents: []domain.Consent{{Purpose: domain.ForNewsletter, Given: true, At: now, Notice: domain.NoticeVersion, Receipt: "R"}}, CreatedAt: now, UpdatedAt: now, SignedUpAt: now,
			}
			if err := a.Store.Volunteers.Insert(ctx, v); err != nil {
				d.Fatal(err)
			}
		}
	})
}

// issue writes the demo's issue with something changed.
func (d *desk) issue(changes ...string) string {
	d.Helper()
	path := filepath.Join(d.folder, "issue.md")
	if err := os.WriteFile(path, []byte(strings.NewReplacer(changes...).Replace(demo.Issue())), 0o600); err != nil {
		d.Fatal(err)
	}
	return path
}

// run gives the command and fails unless it ends with the code and says all of it.
func (d *desk) run(code int, typed string, says ...string) {
	d.Helper()
	var out bytes.Buffer
	var args []string
	for i, part := range strings.Split(typed, "'") { // what stands between ' is one argument
		if i%2 == 1 {
			args = append(args, part)
			continue
		}
		args = append(args, strings.Fields(part)...)
	}
	if got := Newsletter(d.Context(), args, command.Streams{In: strings.NewReader(""), Out: &out, Err: &out}); got != code {
		d.Fatalf("%s: exit %d\n%s", typed, got, &out)
	}
	for _, s := range says {
		if !strings.Contains(out.String(), s) {
			d.Errorf("%s: does not say %q:\n%s", typed, s, &out)
		}
	}
}

// deliver lets everything go out that can.
func (d *desk) deliver() {
	d.Helper()
	d.with(func(ctx context.Context, a *app.App) {
		if _, err := a.Live.Refresh(ctx); err != nil {
			d.Fatal(err)
		}
		for wait := time.Duration(0); wait == 0; {
			var err error
			if wait, err = a.Deliver.Round(ctx); err != nil {
				d.Fatal(err)
			}
		}
	})
}

// got counts the requests accepted for a person that hold a text.
func (d *desk) got(text string) (n int) {
	for _, m := range d.sim.Accepted() {
		for _, object := range m.Messages {
			if strings.Contains(string(object), text) {
				n++
				break
			}
		}
	}
	return n
}

func (d *desk) published(issue string) (yes bool) {
	d.Helper()
	d.with(func(ctx context.Context, a *app.App) {
		for i, err := range a.Store.Issues.Published(ctx, time.Now(), 100) {
			if err != nil {
				d.Fatal(err)
			}
			yes = yes || i.ID == issue
		}
	})
	return yes
}

// What waits is mended, moved, cancelled and sent anew until the first reader has it; from then on never again.
func TestNewsletterIsCorrected(t *testing.T) {
	d := newDesk(t)
	d.subscribers(3)
	id := "2026-11"
	tomorrow := time.Now().AddDate(0, 0, 1).Format("2006-01-02") + "T09:00"
	send := " --yes --detach --hours= --by kanya "
	d.run(0, "send "+d.issue("title: ", "title: TPYO ")+send+"--at "+tomorrow)
	d.run(1, "send "+d.issue()+send, "newsletter replace FILE")
	d.run(0, "replace "+d.issue("title: ", "title: MENDED ")+" --yes --by somchai --lang th", "MENDED", "รอเวลา")
	d.run(2, "reschedule "+id, "--at")
	d.run(2, "reschedule 2030-01 --at now", "no issue")
	d.deliver()
	if d.got("MENDED")+d.got("TPYO") > 0 || d.published(id) {
		t.Fatal("out before its time")
	}
	d.run(0, "cancel "+id)
	d.deliver()
	d.run(0, "send "+d.issue("title: ", "title: ANEW ", "next month?", "after {{month}}?")+send+"--at "+tomorrow)
	d.run(0, "reschedule "+id+" --at now --yes")
	d.deliver()
	if d.got("ANEW") == 0 || d.got("MENDED")+d.got("TPYO") > 0 {
		t.Errorf("%d, %d, %d", d.got("ANEW"), d.got("MENDED"), d.got("TPYO"))
	}
	people := map[string]bool{}
	for _, m := range d.sim.Accepted() {
		people[m.Recipient] = true
	}
	if sent := d.got("ANEW"); len(people) != 3 || sent != 3 {
		t.Errorf("%d messages to %d people", sent, len(people))
	}
	if !d.published(id) {
		t.Error("not published, though all subscribers got it")
	}
	poll := 0
	issue, _ := newsletter.Parse([]byte(demo.Issue()))
	for n, b := range issue.Blocks {
		if b.Kind == newsletter.Poll {
			poll = n
		}
	}
	d.with(func(ctx context.Context, a *app.App) {
		vote := &domain.Response{Campaign: id, Kind: domain.HasVoted, Person: "U1", Value: fmt.Sprint(poll, ":1"), At: time.Now()}
		if err := (measure.Recorder{Kept: a.Store.Responses}).Record(ctx, vote); err != nil {
			t.Fatal(err)
		}
	})
	d.run(0, "report "+id+" --lang en", "What would you like to do after November?", issue.Blocks[poll].In("en").Items[1])
	pdf, funnel := filepath.Join(d.folder, "x.pdf"), filepath.Join(d.folder, "x.funnel.svg")
	d.run(2, "report "+id+" "+pdf, ".funnel.svg")
	if _, err := os.Stat(pdf); err == nil {
		t.Error("a report that cannot be written left a file")
	}
	d.run(0, "report "+id+" "+funnel)
	if picture, err := os.ReadFile(funnel); err != nil || !strings.Contains(string(picture), "From sending to joining") {
		t.Errorf("no funnel: %v", err)
	}
	d.run(0, "why "+id+" U0", "nobody with this id is known", "not in it")
	follower := d.person("follower")
	d.with(func(ctx context.Context, a *app.App) {
		if err := a.Store.Threads.Insert(ctx, &bot.Thread{Meta: domain.Meta{ID: follower}}); err != nil {
			t.Fatal(err)
		}
	})
	d.run(0, "why "+id+" "+follower, "has followed or written, and has no profile")
	for _, command := range []string{"send " + d.issue() + send, "replace " + d.issue() + " --yes", "reschedule " + id + " --at now --yes"} {
		d.run(1, command, "3 of 3 people have got this issue already")
	}
}

// Who sends to fewer than the subscribers publishes nothing, unless they say so; publishing and taking back are
// steps of their own, and what was taken back is not brought out by sending.
func TestNewsletterIsPublished(t *testing.T) {
	d := newDesk(t)
	d.subscribers(2)
	send := " --yes --detach --hours= --by kanya --audience province=32"
	d.run(0, "send "+d.issue()+send, "not published")
	d.deliver()
	if d.published("2026-11") {
		t.Error("published, though fewer got it")
	}
	d.run(2, "withdraw 2026-11", "no issue")
	d.run(0, "publish 2026-11", "http://127.0.0.1:8080/news/2026-11")
	if !d.published("2026-11") {
		t.Error("not published")
	}
	d.run(0, "withdraw 2026-11")
	if d.published("2026-11") {
		t.Error("not withdrawn")
	}
	d.run(0, "publish "+d.issue("title: ", "title: BETTER "))
	d.run(0, "send "+d.issue("id: 2026-11", "id: 2026-12")+send+" --publish")
	d.deliver()
	if !d.published("2026-11") || !d.published("2026-12") {
		t.Error("not published when asked")
	}
	d.run(0, "withdraw 2026-12")
	d.run(0, "send "+d.issue("id: 2026-11", "id: 2027-01")+" --yes --detach --hours= --at "+time.Now().AddDate(0, 0, 1).Format("2006-01-02T15:04"))
	d.run(0, "publish 2027-01")
	d.run(0, "withdraw 2027-01")
	d.run(0, "reschedule 2027-01 --at now --yes")
	d.deliver()
	if d.published("2026-12") || d.published("2027-01") {
		t.Error("what was withdrawn is out again")
	}
	d.run(1, "publish "+d.issue("{.lead", "{.lid"), "no kind of block")
}

// An issue is tried on staff alone, marked as a try, and what came of it is told.
func TestNewsletterIsTried(t *testing.T) {
	d := newDesk(t)
	d.subscribers(1)
	d.run(2, "send "+d.issue()+" --to me", "no member of staff is linked")
	var me string
	d.with(func(ctx context.Context, a *app.App) {
		for i, s := range []*domain.Staff{{Name: "กัญญา", Lang: "en"}, {Name: "Somchai"}, {Name: "Nok", DisabledAt: time.Now()}, {Name: "Lek"}} {
			s.ID, s.Role, s.CreatedAt = fmt.Sprint("staff", i), domain.Editor, time.Now()
			if s.Name != "Lek" {
				s.Person = d.person(s.Name)
			}
			if i == 0 {
				me = s.Person
			}
			if err := a.Store.Staff.Insert(ctx, s); err != nil {
				t.Fatal(err)
			}
		}
	})
	d.run(2, "send "+d.issue()+" --to me --by operator", "there are: ", "กัญญา", "Somchai")
	d.run(2, "send "+d.issue()+" --to Nok", "no member of staff is called")
	d.run(2, "send "+d.issue()+" --to U0123456789abcdef0123456789abcdef", "no member of staff is called")
	d.run(2, "send "+d.issue()+" --to lek", "has not typed the code")
	if len(d.sim.Accepted()) > 0 {
		t.Fatal("a try that was refused was sent")
	}
	d.run(0, "send "+d.issue()+" --yes --detach --hours= --at "+time.Now().AddDate(0, 0, 1).Format("2006-01-02T15:04"))
	d.run(0, "send "+d.issue()+" --to me --by กัญญา", "trying 2026-11 on กัญญา", "sent")
	for _, m := range d.sim.Accepted() {
		if m.Recipient != me {
			t.Error("somebody else got the try")
		}
	}
	if d.got("Test: ") == 0 || d.got("Test · ") == 0 {
		t.Error("the try does not say that it is one")
	}
	if err := d.sim.SetQuota(linesim.Quota{Type: "limited", Value: 1, Used: 1}); err != nil {
		t.Fatal(err)
	}
	d.run(1, "send "+d.issue()+" --to somchai", "nothing was sent")
	if err := d.sim.SetQuota(linesim.Quota{Type: "none"}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.sim.SetFault(linesim.Fault{Kind: linesim.FaultSlow, Match: linesim.FaultMatch{PathPrefix: "/v2/bot/message/push"}, Ms: 1500}); err != nil {
		t.Fatal(err)
	}
	d.run(1, "send "+d.issue()+" --to somchai --wait 300ms", "within 300ms")
	d.with(func(ctx context.Context, a *app.App) {
		for c, err := range a.Store.Campaigns.Active(ctx) {
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(c.ID, "try-") && c.State != deliver.Cancelled {
				t.Errorf("a try that nobody waits for goes on: %s", c.State)
			}
		}
	})
}

// How an issue stands is said wholly in the language asked for: what it waits for, for whom it is and who sends it.
func TestNewsletterStatus(t *testing.T) {
	d := newDesk(t)
	d.subscribers(3)
	at := time.Now().In(thai.Zone()).AddDate(0, 0, 1)
	d.run(0, "send "+d.issue()+" --yes --detach --hours= --by kanya --at "+at.Format("2006-01-02")+"T09:00")
	d.run(0, "status 2026-11 --lang en", "Volunteer news, November 2026  scheduled: starts ", "9:00", "audience: ", "sender: kanya", "accepted 0 of 3")
	d.run(0, "status 2026-11 --lang th", "จดหมายข่าวจิตอาสา พฤศจิกายน 2569  รอเวลา เริ่มส่ง ", "09.00", "ส่งถึง: ", "ผู้ส่ง: kanya", "ส่งแล้ว 0 จาก 3 คน")
	d.run(0, "status --lang th", "รอเวลา", "ผู้ส่ง", "kanya")
	d.run(0, "pause 2026-11 --lang th", "หยุดพักไว้")
	d.with(func(ctx context.Context, a *app.App) {
		_, err := a.Store.Campaigns.Update(ctx, "newsletter-2026-11", func(c *deliver.Campaign) error {
			if c.Title != "จดหมายข่าวจิตอาสา พฤศจิกายน 2569" { // as the copies of those who got it have it
				t.Errorf("titled %q", c.Title)
			}
			c.Why = deliver.NoQuota
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	d.run(0, "status 2026-11 --lang th", "หยุดพักไว้ เพราะ")
	d.run(0, "status 2026-11 --lang en", "paused: the month’s messages are used up")
}

package app_test

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"

	"jitasa/internal/linesim"
)

// What a person tells the bot, marked so that it can be found again anywhere.
const (
	markedProfile = "ZEDPROFILE"
	markedName    = "ZEDNAME"
	markedText    = "ZEDTEXT"
	markedEmail   = "zedmail@example.com"
	markedPhone   = "812345678" // in whatever form it is written
	markedPoint   = "14.98765"
	markedLat     = 14.98765
	markedLng     = 103.41234
	markedTitle   = "ZEDPLACE"
)

func marks() []string {
	return []string{markedProfile, markedName, markedText, "zedmail", markedPhone, markedPoint, markedTitle, "081 234", "81-234"}
}

// signUp goes through the sign-up and fills in what can be.
func (p *talker) signUp() {
	p.Helper()
	p.tap("f=language&v=en")
	p.tap("f=consent&s=%21all")
	p.text("2530")
	p.text(markedName)
	p.do(func() (linesim.Sent, error) {
		return p.sim.SendLocation(p.id, markedTitle, markedTitle, markedLat, markedLng)
	})
	p.lastTap("signup", "any")
	p.tap("f=signup&s=%21edit&v=phone")
	p.text("0812345678")
	p.tap("f=signup&s=%21edit&v=email")
	p.text(markedEmail)
	if said := raw(p.tap("f=%21profile")); !strings.Contains(said, markedName) || !strings.Contains(said, markedEmail) {
		p.Fatalf("not signed up with everything:\n%s", said)
	}
}

var postback = regexp.MustCompile(`"data":"([^"]+)"`)

// buttons are the postbacks of the bot's last answer.
func (p *talker) buttons() (all []string) {
	p.Helper()
	chat, err := p.sim.Chat(p.id)
	if err != nil {
		p.Fatal(err)
	}
	for i := len(chat) - 1; i >= 0 && chat[i].From == linesim.FromBot; i-- {
		for _, found := range postback.FindAllStringSubmatch(string(chat[i].Message), -1) {
			all = append(all, strings.ReplaceAll(found[1], `\u0026`, "&"))
		}
	}
	return all
}

// lastTap taps the button of a flow with a value.
func (p *talker) lastTap(flow, value string) []linesim.Entry {
	p.Helper()
	for _, data := range p.buttons() {
		if strings.HasPrefix(data, "f="+flow+"&") && strings.HasSuffix(data, "v="+value) {
			return p.tap(data)
		}
	}
	p.Fatalf("no button %s of %s among %q", value, flow, p.buttons())
	return nil
}

// wander does what is at hand, at random, so that every conversation gets marked texts.
func (p *talker) wander(steps int, rng *rand.Rand) {
	p.Helper()
	commands := []string{
		"signup", "nearby", "profile", "my_data", "language", "help", "human", "cancel", "menu", "newsletter", "unsubscribe", "my_signups", "call", "plain", "consent",
	}
	texts := []string{markedText, markedName, "0812345678", markedEmail, markedText + " โคราช", "งานเด็ก " + markedText, "เสาร์นี้", "คุยกับคน", "5/6/68"}
	for range steps {
		switch buttons := p.buttons(); {
		case len(buttons) > 0 && rng.IntN(3) > 0:
			if data := buttons[rng.IntN(len(buttons))]; !strings.Contains(data, "f=erase") {
				p.tap(data)
			}
		case rng.IntN(2) == 0:
			p.tap("f=%21" + commands[rng.IntN(len(commands))])
		default:
			p.text(texts[rng.IntN(len(texts))])
		}
	}
}

// Whatever people say, and whatever fails meanwhile, the log has none of it.
func TestNoPersonalDataInLogs(t *testing.T) {
	r := newRig(t)
	p := r.person(markedProfile)
	p.signUp()
	rng := rand.New(rand.NewPCG(2, 2))
	p.wander(120, rng)
	send := linesim.FaultMatch{PathPrefix: "/v2/bot/"}
	for _, f := range []linesim.Fault{
		{Kind: linesim.Fault500Before, Match: send, Probability: 0.3}, {Kind: linesim.Fault500After, Match: send, Probability: 0.2},
		{Kind: linesim.FaultTimeoutAfter, Match: send, Probability: 0.05, Ms: 100}, {Kind: linesim.Fault429Rate, Match: send, Probability: 0.1},
	} {
		if _, err := r.sim.SetFault(f); err != nil {
			t.Fatal(err)
		}
	}
	p.wander(15, rng)
	r.person(markedProfile + "2").text(markedText)
	r.sim.ClearFault("")
	for _, body := range []string{markedText, `{"events":[{"x":"` + markedText + `"`, hooked(`{"message":"` + markedText + `"}`),
		hooked(happened(50, p.id, `"type":"message","replyToken":"`+markedText+`","message":{"type":"text","id":"`+markedText+` ","text":7}`))} {
		r.post(body, "")
	}
	sent, err := r.sim.SendText(p.id, markedText)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.sim.Unsend(p.id, sent.Entry.ID); err != nil {
		t.Fatal(err)
	}
	unlock := r.lock()
	if _, err := r.sim.SendText(p.id, markedText); err != nil { // cannot be stored for a while
		t.Fatal(err)
	}
	r.until("a webhook that was not stored", func() bool { return strings.Contains(r.logs.String(), "webhook not stored") })
	unlock()
	p.text(markedText)
	p.tap("f=erase&s=%21yes&n=x")
	if err := r.end(); err != nil {
		t.Error(err)
	}
	r.checkLog(p)
}

// checkLog looks for everything marked, and for what opens doors.
func (r *rig) checkLog(p *talker) {
	r.Helper()
	logged := r.logs.String()
	if len(logged) < 10_000 {
		r.Errorf("only %d bytes were logged: that proves nothing", len(logged))
	}
	hidden := append(marks(), secret, token, p.id)
	for _, l := range r.sim.Log(0, 5000) {
		for _, found := range regexp.MustCompile(`"replyToken":"([^"]+)"`).FindAllStringSubmatch(string(l.Request), -1) {
			hidden = append(hidden, found[1])
		}
	}
	for _, mark := range hidden {
		if i := strings.Index(logged, mark); i >= 0 {
			r.Errorf("%q is in the log:\n%s", mark, logged[max(0, i-200):min(len(logged), i+200)])
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, url := range r.asked {
		for _, mark := range append(marks(), secret, token) {
			if strings.Contains(url, mark) {
				r.Errorf("%q is in an address: %s", mark, url)
			}
		}
	}
}

// until waits for something that comes by itself.
func (r *rig) until(what string, is func() bool) {
	r.Helper()
	deadline := time.After(20 * time.Second)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !is() {
		select {
		case <-tick.C:
		case <-deadline:
			r.Fatalf("%s: waited in vain\n%s", what, r.logs)
		}
	}
}

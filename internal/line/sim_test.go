package line_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"jitasa/internal/chat"
	"jitasa/internal/line"
	"jitasa/internal/line/richmenu"
	"jitasa/internal/linesim"
)

// The tests in this file speak to linesim over HTTP: a strict LINE that shares
// nothing with this package.

type world struct {
	*httptest.Server
	t      *testing.T
	sender *line.Sender
	log    bytes.Buffer
}

func newWorld(t *testing.T, o linesim.Options) *world {
	t.Helper()
	o.ChannelSecret, o.ChannelToken, o.NoRateLimits = "secret", "channel-token", true
	sim, err := linesim.New(o)
	if err != nil {
		t.Fatal(err)
	}
	w := &world{Server: httptest.NewServer(sim.Handler()), t: t}
	t.Cleanup(func() {
		w.Close()
		if err := sim.Close(); err != nil {
			t.Error(err)
		}
	})
	w.sender = newSender(t, w.URL, &w.log)
	return w
}

func (w *world) do(method, path, body string) []byte {
	w.t.Helper()
	request, err := http.NewRequestWithContext(w.t.Context(), method, w.URL+path, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		w.t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode/100 != 2 {
		w.t.Fatalf("%s %s: %d %s %v", method, path, response.StatusCode, answer, err)
	}
	return answer
}

// befriend makes a person who follows the bot.
func (w *world) befriend(name, lang string) string {
	w.t.Helper()
	var person struct{ ID string }
	if err := json.Unmarshal(w.do("POST", "/sim/people", fmt.Sprintf(`{"name":%q,"language":%q}`, name, lang)), &person); err != nil {
		w.t.Fatal(err)
	}
	w.do("POST", "/sim/people/"+person.ID+"/follow", "{}")
	return person.ID
}

// findings is why the platform refused the calls so far.
func (w *world) findings() string { return string(w.do("GET", "/sim/log?limit=5", "")) }

func TestEverySampleIsAccepted(t *testing.T) {
	w := newWorld(t, linesim.Options{})
	person := w.befriend("สมหญิง", "th")
	for i, s := range samples() {
		for j, batch := range line.Batches(line.Render(s.messages, line.Options{Plain: s.plain, Lang: s.lang})) {
			key := fmt.Sprintf("123e4567-e89b-12d3-a456-%06d%06d", i, j)
			if err := w.sender.Push(t.Context(), person, batch, key); err != nil {
				t.Errorf("%s: %v\n%s", s.name, err, w.findings())
			}
		}
	}
	var shown struct {
		Entries []struct {
			Message struct {
				Type       string
				QuickReply any
			}
		}
	}
	if err := json.Unmarshal(w.do("GET", "/sim/people/"+person+"/chat", ""), &shown); err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for _, e := range shown.Entries {
		kinds[e.Message.Type]++
	}
	if kinds["text"] < 10 || kinds["flex"] < 10 || kinds["location"] < 2 {
		t.Errorf("the chat shows %v", kinds)
	}
}

func TestPushTwiceArrivesOnce(t *testing.T) {
	w := newWorld(t, linesim.Options{})
	person := w.befriend("Ann", "en")
	w.do("POST", "/sim/faults", `{"kind":"500-after","match":{"pathPrefix":"/v2/bot/message/push"},"times":1}`)
	if err := w.sender.Push(t.Context(), person, objects(), retryKey); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(w.do("GET", "/sim/people/"+person+"/chat", "")), secretText); n != 1 {
		t.Errorf("arrived %d times", n)
	}
}

func TestQuotaOfThePlatform(t *testing.T) {
	w := newWorld(t, linesim.Options{Quota: linesim.Quota{Type: "limited", Value: 1}})
	person := w.befriend("Ann", "en")
	if err := w.sender.Push(t.Context(), person, objects(), retryKey); err != nil {
		t.Fatal(err)
	}
	if q, err := w.sender.Quota(t.Context()); err != nil || !q.Limited || q.Left() != 0 || q.Used != 1 {
		t.Errorf("%+v, %v", q, err)
	}
	err := w.sender.Push(t.Context(), person, objects(), "123e4567-e89b-12d3-a456-426614174001")
	if !line.IsKind(err, line.QuotaExhausted) {
		t.Errorf("%v", err)
	}
}

// The quota is asked for as often as a message is tried, and no more often; what is no failure of LINE's is answered at once.
func TestQuotaIsAskedPatiently(t *testing.T) {
	for _, path := range []string{"/v2/bot/message/quota", "/v2/bot/message/quota/consumption"} {
		for kind, limits := range map[string][2]int{linesim.Fault500Before: {4, 5}, linesim.Fault429Rate: {0, 1}} {
			w := newWorld(t, linesim.Options{Quota: linesim.Quota{Type: "limited", Value: 7}})
			for _, times := range limits {
				w.do("DELETE", "/sim/faults", "")
				if times > 0 {
					w.do("POST", "/sim/faults", fmt.Sprintf(`{"kind":%q,"match":{"pathPrefix":%q},"times":%d}`, kind, path, times))
				}
				q, err := w.sender.Quota(t.Context())
				if fails := times == limits[1]; (err != nil) != fails || !fails && q.Limit != 7 {
					t.Errorf("%s after %d × %s: %+v, %v", path, times, kind, q, err)
				}
			}
		}
	}
}

func TestProfileOfAPerson(t *testing.T) {
	w := newWorld(t, linesim.Options{})
	p, err := w.sender.Profile(t.Context(), w.befriend("สมหญิง", "th"))
	if err != nil || p.Name != "สมหญิง" || p.Language != "th" {
		t.Errorf("%+v, %v", p, err)
	}
	if _, err := w.sender.Profile(t.Context(), somying); !line.IsKind(err, line.NotFound) {
		t.Errorf("a stranger: %v", err)
	}
	if err := w.sender.Loading(t.Context(), w.befriend("Ann", "en"), 7); err != nil {
		t.Error(err)
	}
}

func TestMenus(t *testing.T) {
	w := newWorld(t, linesim.Options{})
	somying, ann, german := w.befriend("สมหญิง", "th"), w.befriend("Ann", "en"), w.befriend("Anna", "de")
	if err := w.sender.LinkMenu(t.Context(), ann, "en"); !line.IsKind(err, line.NotFound) {
		t.Errorf("before the set-up: %v", err)
	}
	menus := richmenu.All()
	if err := line.SetupMenus(t.Context(), w.sender, menus); err != nil {
		t.Fatalf("%v\n%s", err, w.findings())
	}
	for person, lang := range map[string]string{ann: "en-GB", german: "de"} {
		if err := w.sender.LinkMenu(t.Context(), person, lang); err != nil {
			t.Fatal(err)
		}
	}
	shows := func(person string, m richmenu.Menu) {
		t.Helper()
		if shown := string(w.do("GET", "/sim/people/"+person+"/richmenu", "")); !strings.Contains(shown, m.Name()) {
			t.Errorf("shows %s, want %s", shown, m.Name())
		}
	}
	shows(somying, menus[0])
	shows(ann, english(t, menus))
	shows(german, english(t, menus))
	if err := w.sender.LinkMenu(t.Context(), ann, "en-staff"); err != nil {
		t.Fatal(err)
	}
	shows(ann, menus[len(menus)-1])

	before := w.log.Len()
	if err := line.SetupMenus(t.Context(), w.sender, menus); err != nil {
		t.Fatal(err)
	}
	if again := w.log.String()[before:]; strings.Contains(again, `"POST"`) || strings.Contains(again, `"DELETE"`) {
		t.Errorf("a second set-up changes something:\n%s", again)
	}

	changed := slices.Clone(menus)
	one := slices.IndexFunc(menus, isEnglish)
	changed[one].Bar = "Commands"
	if err := line.SetupMenus(t.Context(), w.sender, changed); err != nil {
		t.Fatal(err)
	}
	if err := w.sender.LinkMenu(t.Context(), ann, "en"); err != nil {
		t.Fatalf("after the menu was replaced: %v", err)
	}
	shows(ann, changed[one])
	if n := strings.Count(w.menuList(), richmenu.Prefix("en")); n != 1 {
		t.Errorf("%d English menus are left", n)
	}
}

func isEnglish(m richmenu.Menu) bool { return m.ID() == "en" }

// english is the menu of those who have told nothing yet.
func english(t *testing.T, menus []richmenu.Menu) richmenu.Menu {
	t.Helper()
	i := slices.IndexFunc(menus, isEnglish)
	if i < 0 {
		t.Fatal("no English menu")
	}
	return menus[i]
}

func (w *world) menuList() string {
	w.t.Helper()
	request, _ := http.NewRequestWithContext(w.t.Context(), "GET", w.URL+"/v2/bot/richmenu/list", nil)
	request.Header.Set("Authorization", "Bearer channel-token")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		w.t.Fatal(err)
	}
	defer response.Body.Close()
	list, _ := io.ReadAll(response.Body)
	return string(list)
}

// TestMenuSetupGoesOn: a set-up that was cut off after any number of calls is
// completed by the next.
func TestMenuSetupGoesOn(t *testing.T) {
	for _, cut := range []string{"/v2/bot/richmenu/alias", "/v2/bot/user/all/richmenu", "/content", "/v2/bot/richmenu"} {
		w := newWorld(t, linesim.Options{})
		broken := &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
			if r.Method == http.MethodPost && (strings.HasPrefix(r.URL.Path, cut) || strings.HasSuffix(r.URL.Path, cut)) {
				return nil, io.ErrUnexpectedEOF
			}
			return http.DefaultTransport.RoundTrip(r)
		})}
		s, err := line.NewSender(line.SenderOptions{Endpoint: w.URL, DataEndpoint: w.URL, Token: line.Fixed("channel-token"), HTTPClient: broken})
		if err != nil {
			t.Fatal(err)
		}
		if err := line.SetupMenus(t.Context(), s, richmenu.All()); !line.IsKind(err, line.Unavailable) {
			t.Fatalf("cut at %s: %v", cut, err)
		}
		if err := line.SetupMenus(t.Context(), w.sender, richmenu.All()); err != nil {
			t.Fatalf("after %s: %v", cut, err)
		}
		if n := strings.Count(w.menuList(), "jitasa "); n != len(richmenu.All()) {
			t.Errorf("after %s: %d menus", cut, n)
		}
	}
}

func TestStatelessTokenOfThePlatform(t *testing.T) {
	w := newWorld(t, linesim.Options{ChannelID: "1234567890"})
	source, err := line.NewStateless(line.StatelessOptions{Endpoint: w.URL, ChannelID: "1234567890", Secret: "secret"})
	if err != nil {
		t.Fatal(err)
	}
	s, err := line.NewSender(line.SenderOptions{Endpoint: w.URL, Token: source})
	if err != nil {
		t.Fatal(err)
	}
	if bot, err := s.Bot(t.Context()); err != nil || bot.ID == "" {
		t.Errorf("%+v, %v", bot, err)
	}
}

// TestWebhookOfThePlatform reads what linesim sends: signed, and with a reply
// token that works once.
func TestWebhookOfThePlatform(t *testing.T) {
	bodies := make(chan []byte, 10)
	hook := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if line.Verify("secret", body, r.Header.Get("X-Line-Signature")) {
			bodies <- body
		}
	}))
	defer hook.Close()
	w := newWorld(t, linesim.Options{WebhookURL: hook.URL})
	person := w.befriend("สมหญิง", "th")
	next := func() chat.Event {
		t.Helper()
		events, malformed, err := line.Parse(<-bodies)
		if err != nil || malformed > 0 || len(events) != 1 {
			t.Fatalf("%d events, %d malformed, %v", len(events), malformed, err)
		}
		e, err := line.Event(events[0].Raw, received)
		if err != nil || e.Person != person {
			t.Fatalf("%+v, %v", e, err)
		}
		return e
	}
	if e := next(); e.Kind != chat.Follow || e.Reply == "" {
		t.Errorf("%+v", e)
	}
	w.do("POST", "/sim/people/"+person+"/send", `{"type":"text","text":"หางานแถวโคราช"}`)
	e := next()
	if e.Kind != chat.Text || e.Text != "หางานแถวโคราช" {
		t.Errorf("%+v", e)
	}
	if err := w.sender.Reply(t.Context(), e.Reply, objects()); err != nil {
		t.Fatal(err)
	}
	if err := w.sender.Reply(t.Context(), e.Reply, objects()); !line.IsKind(err, line.InvalidReplyToken) {
		t.Errorf("a second use: %v", err)
	}
	w.do("POST", "/sim/people/"+person+"/send", `{"type":"location","title":"x","address":"y","latitude":14.9,"longitude":103.5}`)
	if e := next(); e.Kind != chat.Location || e.Place == nil || e.Place.Lat != 14.9 {
		t.Errorf("%+v", e)
	}
	w.do("POST", "/sim/people/"+person+"/postback", `{"data":"f=nearby&s=date","params":{"date":"2026-11-28"}}`)
	if e := next(); e.Kind != chat.Tapped || e.Tap.Flow != "nearby" || e.Picked != "2026-11-28" {
		t.Errorf("%+v", e)
	}
}

package line_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"jitasa/internal/line"
	"jitasa/internal/linesim"
)

// LINE's own example of an answer, shortened.
const statistics = `{
  "overview": {"uniqueImpression": 1240, "uniqueClick": null, "uniqueMediaPlayed": null, "uniqueMediaPlayed100Percent": null},
  "messages": [{"seq": 1, "impression": 1500, "mediaPlayed": null, "uniqueImpression": 1240}],
  "clicks": [{"seq": 1, "url": "https://example.org/", "click": 19, "uniqueClick": null, "uniqueClickOfRequest": null}]
}`

// Numbers of less than twenty people are not known, which is not nought; the days are LINE's.
func TestStatistics(t *testing.T) {
	server := newStand(t, says(200, statistics))
	sent := time.Date(2026, 11, 30, 16, 30, 0, 0, time.UTC) // the 1st of December in Japan
	opened, clicked, err := newSender(t, server.URL, io.Discard).Statistics(t.Context(), "news_2026_12", sent, sent.AddDate(0, 3, 0))
	if err != nil || opened == nil || *opened != 1240 || clicked != nil {
		t.Errorf("%v %v %v", opened, clicked, err)
	}
	if q := server.got()[0]; q.method+" "+q.path != "GET /v2/bot/insight/message/event/aggregation" || q.query != "customAggregationUnit=news_2026_12&from=20261201&to=20261231" ||
		q.header.Get("Authorization") != "Bearer channel-token" {
		t.Errorf("%+v", q)
	}
}

func TestStatisticsOutcomes(t *testing.T) {
	server := newStand(t, rejecting, failing, says(200, secretText), says(200, "{}"))
	sender := newSender(t, server.URL, io.Discard)
	for _, want := range []line.Kind{line.Rejected, line.Unavailable, line.Unavailable, ""} {
		opened, clicked, err := sender.Statistics(t.Context(), "u", time.Now(), time.Now())
		if want == "" && err != nil || want != "" && !line.IsKind(err, want) || opened != nil || clicked != nil {
			t.Errorf("%v %v %v, want %q", opened, clicked, err, want)
		}
		if err != nil && strings.Contains(err.Error(), secretText) {
			t.Errorf("%v tells what was answered", err)
		}
	}
}

// The platform takes a unit with a push and a multicast, knows it after, and answers for it.
func TestUnits(t *testing.T) {
	w := newWorld(t, linesim.Options{})
	person := w.befriend("Ann", "en")
	if err := w.sender.Push(t.Context(), person, objects(), retryKey, "news_2026_12"); err != nil {
		t.Fatal(err, w.findings())
	}
	if err := w.sender.Multicast(t.Context(), []string{person}, objects(), "123e4567-e89b-12d3-a456-426614174001", "Call_7"); err != nil {
		t.Fatal(err, w.findings())
	}
	if err := w.sender.Push(t.Context(), person, objects(), "123e4567-e89b-12d3-a456-426614174002", ""); err != nil {
		t.Fatal(err, w.findings())
	}
	if known := w.ask("/v2/bot/message/aggregation/list"); !strings.Contains(known, `["Call_7","news_2026_12"]`) {
		t.Errorf("LINE knows %s", known)
	}
	opened, clicked, err := w.sender.Statistics(t.Context(), "news_2026_12", time.Now().AddDate(0, 0, -7), time.Now())
	if err != nil || opened != nil || clicked != nil {
		t.Errorf("one person shows in the statistics: %v %v %v", opened, clicked, err)
	}
}

// ask gets something of LINE's as the bot.
func (w *world) ask(path string) string {
	w.t.Helper()
	request, err := http.NewRequestWithContext(w.t.Context(), http.MethodGet, w.URL+path, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer channel-token")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		w.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return string(body)
}

// A name that LINE would refuse is refused before a call.
func TestUnitsThatAreNone(t *testing.T) {
	server := newStand(t, ok)
	sender := newSender(t, server.URL, io.Discard)
	person := "U" + strings.Repeat("0", 32)
	for _, unit := range [][]string{{"a", "b"}, {"2026-12"}, {strings.Repeat("a", 31)}, {"ข่าว"}, {`"`}, {"a b"}} {
		if err := sender.Push(t.Context(), person, objects(), retryKey, unit...); !errors.Is(err, line.ErrUnit) {
			t.Errorf("pushing with %q: %v", unit, err)
		}
		if err := sender.Multicast(t.Context(), []string{person}, objects(), retryKey, unit...); !errors.Is(err, line.ErrUnit) {
			t.Errorf("multicasting with %q: %v", unit, err)
		}
	}
	if _, _, err := sender.Statistics(t.Context(), "2026-12", time.Now(), time.Now()); !errors.Is(err, line.ErrUnit) {
		t.Error(err)
	}
	if n := len(server.got()); n > 0 {
		t.Errorf("LINE was called %d times", n)
	}
}

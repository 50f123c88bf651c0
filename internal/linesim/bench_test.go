package linesim_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"jitasa/internal/linesim"
)

// discard is a ResponseWriter that keeps the status only.
type discard struct {
	header http.Header
	status int
}

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) Write(b []byte) (int, error) { return len(b), nil }
func (d *discard) WriteHeader(status int)      { d.status = status }

func benchmarkAPI(b *testing.B, noBodies bool, path string, body func(id string) string) {
	s, err := linesim.New(linesim.Options{ChannelToken: testToken, NoRateLimits: true, NoBodies: noBodies, BookSize: -1, ChatSize: 100})
	if err != nil {
		b.Fatal(err)
	}
	id := s.AddPerson("a", "th").ID
	if err := s.SetWebhook(linesim.WebhookState{}); err != nil {
		b.Fatal(err)
	}
	if _, err := s.Follow(id); err != nil {
		b.Fatal(err)
	}
	payload := body(id)
	b.SetBytes(int64(len(payload)))
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			r := httptest.NewRequest("POST", path, strings.NewReader(payload))
			r.Header.Set("Authorization", "Bearer "+testToken)
			r.Header.Set("Content-Type", "application/json")
			w := &discard{header: http.Header{}}
			s.Handler().ServeHTTP(w, r)
			if w.status != http.StatusOK {
				b.Fatalf("status %d", w.status)
			}
		}
	})
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkPushText(b *testing.B) {
	benchmarkAPI(b, true, "/v2/bot/message/push", func(id string) string { return textTo(id, "สวัสดี") })
}

func BenchmarkPushCarousel(b *testing.B) {
	component := `{"type":"text","text":"งานอาสา","wrap":true,"size":"sm","color":"#333333"}`
	bubble := `{"type":"bubble","body":{"type":"box","layout":"vertical","contents":[` + strings.Repeat(component+",", 9) + component + `]}}`
	flex := `{"type":"flex","altText":"a","contents":{"type":"carousel","contents":[` + strings.Repeat(bubble+",", 9) + bubble + `]}}`
	benchmarkAPI(b, true, "/v2/bot/message/push", func(id string) string { return fmt.Sprintf(`{"to":%q,"messages":[%s]}`, id, flex) })
}

// One multicast to 500 people who are unknown: the newsletter's case.
func BenchmarkMulticast500(b *testing.B) {
	ids := make([]string, 500)
	for i := range ids {
		ids[i] = fmt.Sprintf(`"U%032x"`, i)
	}
	benchmarkAPI(b, true, "/v2/bot/message/multicast", func(string) string {
		return `{"to":[` + strings.Join(ids, ",") + `],"messages":[{"type":"text","text":"ข่าว"}]}`
	})
}

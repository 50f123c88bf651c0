package line_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/line/line-bot-sdk-go/v8/linebot/webhook"

	"jitasa/internal/line"
)

const (
	somying = "U0123456789abcdef0123456789abcdef"
	ulid    = "01FZ74A0TDDPYRVKNK77XKC3ZR"
)

func TestVerify(t *testing.T) {
	body := []byte(`{"events":[]}`)
	mac := hmac.New(sha256.New, []byte("secret"))
	mac.Write(body)
	right := base64.StdEncoding.EncodeToString(mac.Sum(nil))
	for _, c := range []struct {
		name, secret, signature string
		want                    bool
	}{
		{"right", "secret", right, true},
		{"other secret", "Secret", right, false},
		{"no secret", "", right, false},
		{"missing", "secret", "", false},
		{"not base64", "secret", strings.Repeat("!", 44), false},
		{"longer", "secret", right + right, false},
		{"33 bytes", "secret", strings.Repeat("A", 44), false},
		{"one character off", "secret", "A" + right[1:], right[0] == 'A'},
	} {
		if got := line.Verify(c.secret, body, c.signature); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if line.Verify("secret", append(body, ' '), right) {
		t.Error("a changed body passes")
	}
}

func event(parts ...string) string {
	base := `"webhookEventId":"` + ulid + `","timestamp":1795305600123,"mode":"active","deliveryContext":{"isRedelivery":false},"source":{"type":"user","userId":"` + somying + `"}`
	return "{" + strings.Join(append(parts, base), ",") + "}"
}

func TestParse(t *testing.T) {
	good := event(`"type":"message","replyToken":"abc","message":{"type":"text","id":"1","text":"a \"}]{[ b"}`)
	group := strings.Replace(good, `"type":"user"`, `"type":"group","groupId":"C1"`, 1)
	again := strings.Replace(good, `"isRedelivery":false`, `"isRedelivery" : true`, 1)
	standby := strings.Replace(good, `"active"`, `"standby"`, 1)
	body := "\n{\"destination\":\"U\",\"future\":{\"events\":[1]},\"events\" : [ " + strings.Join([]string{
		good, group, again, standby, `{"type":"message"}`, `42`, `null`, `"x"`, `[]`,
		strings.Replace(good, somying, "U../../x", 1),
		strings.Replace(good, "1795305600123", `"soon"`, 1),
		strings.Replace(good, ulid, "no such id", 1),
		`{"type":"future","webhookEventId":"\u0031","timestamp":1,"unknown":[{}]}`,
	}, " , ") + " ] } "
	events, malformed, err := line.Parse([]byte(body))
	if err != nil || malformed != 8 || len(events) != 5 {
		t.Fatalf("%d events, %d malformed, %v", len(events), malformed, err)
	}
	first := events[0]
	if first.ID != ulid || first.Person != somying || string(first.Raw) != good || first.Again || first.Standby || first.Group ||
		!first.At.Equal(time.UnixMilli(1795305600123)) {
		t.Errorf("first: %+v", first)
	}
	if !events[1].Group || !events[2].Again || !events[3].Standby {
		t.Errorf("group %+v, again %+v, standby %+v", events[1], events[2], events[3])
	}
	if last := events[4]; last.ID != "1" || last.Person != "" || !last.Group {
		t.Errorf("unknown event without a source: %+v", last)
	}
}

func TestParseRefusesBodies(t *testing.T) {
	for _, body := range []string{"", "{", "[]", "null", `"events"`, "{}", `{"events":{}}`, `{"events":null}`, `{"events":[}`, "{\"events\":[\"\xff", "secret words"} {
		if _, _, err := line.Parse([]byte(body)); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", body, err)
		}
	}
	if events, malformed, err := line.Parse([]byte(`{"destination":"U","events":[]}`)); err != nil || malformed != 0 || len(events) != 0 {
		t.Errorf("the connection test is refused: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"destination":"U","events":[` + event(`"type":"message","message":{"type":"text","id":"1","text":"x"}`) + `]}`))
	f.Add([]byte(`{"events":[{"a":[1,{"b":"\"]"}]},null,-1e9]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		events, malformed, err := line.Parse(body)
		var whole struct {
			Events []json.RawMessage `json:"events"`
		}
		if err != nil {
			if len(events) > 0 {
				t.Fatal("events beside an error")
			}
			return
		}
		// encoding/json matches keys without regard to case and merges; where
		// it agrees on the array, it must agree on the elements.
		if json.Unmarshal(body, &whole) == nil && !strings.Contains(strings.ToLower(strings.Replace(string(body), `"events"`, "", 1)), "events") &&
			len(whole.Events) != len(events)+malformed {
			t.Fatalf("%d elements, but %d events and %d malformed", len(whole.Events), len(events), malformed)
		}
		for _, e := range events {
			if !json.Valid(e.Raw) || e.ID == "" || e.At.IsZero() {
				t.Fatalf("not an event: %+v", e)
			}
			_, _ = line.Event(e.Raw, time.Unix(0, 0))
		}
	})
}

func textBody() []byte {
	return []byte(`{"destination":"U00000000000000000000000000000000","events":[` +
		event(`"type":"message","replyToken":"0f3779fba3b349968c5d07db31eab56f","message":{"type":"text","id":"444573844083572737","quoteToken":"q3Plxr4AgKd","text":"หางานอาสาแถวโคราชวันเสาร์นี้"}`) + `]}`)
}

func BenchmarkParse(b *testing.B) {
	body := textBody()
	b.ReportAllocs()
	for b.Loop() {
		if events, _, err := line.Parse(body); err != nil || len(events) != 1 {
			b.Fatal(err)
		}
	}
}

// BenchmarkParseSDK is what the SDK's own decoding of the same body costs.
func BenchmarkParseSDK(b *testing.B) {
	body := textBody()
	b.ReportAllocs()
	for b.Loop() {
		var r webhook.CallbackRequest
		if err := json.Unmarshal(body, &r); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	body := textBody()
	mac := hmac.New(sha256.New, []byte("secret"))
	mac.Write(body)
	signature := base64.StdEncoding.EncodeToString(mac.Sum(nil))
	b.ReportAllocs()
	for b.Loop() {
		if !line.Verify("secret", body, signature) {
			b.Fatal("refused")
		}
	}
}

func BenchmarkEvent(b *testing.B) {
	events, _, _ := line.Parse(textBody())
	b.ReportAllocs()
	for b.Loop() {
		if _, err := line.Event(events[0].Raw, time.Time{}); err != nil {
			b.Fatal(err)
		}
	}
}

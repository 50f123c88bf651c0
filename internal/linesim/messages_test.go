package linesim_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"jitasa/internal/linesim"
)

// messageCase is one message object of testdata/valid or testdata/invalid. In
// its strings <40×ก> stands for 40 times ก.
type messageCase struct {
	Name     string
	Property string // invalid ones: what LINE would blame
	Message  json.RawMessage
}

func messageCases(t testing.TB, folder string) map[string][]messageCase {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", folder, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in %s: %v", folder, err)
	}
	repeated := regexp.MustCompile(`<(\d+)×([^>]+)>`)
	all := map[string][]messageCase{}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		raw = repeated.ReplaceAllFunc(raw, func(b []byte) []byte {
			m := repeated.FindSubmatch(b)
			n, err := strconv.Atoi(string(m[1]))
			if err != nil {
				t.Fatal(err)
			}
			return []byte(strings.Repeat(string(m[2]), n))
		})
		var cases []messageCase
		if err := json.Unmarshal(raw, &cases); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all[strings.TrimSuffix(filepath.Base(file), ".json")] = cases
	}
	return all
}

func validateBody(c messageCase) string {
	message := string(c.Message)
	if message == "" {
		message = "null"
	}
	return `{"messages":[` + message + `]}`
}

func TestValidMessages(t *testing.T) {
	w := newWorld(t, func(o *linesim.Options) { o.NoRateLimits = true })
	for topic, cases := range messageCases(t, "valid") {
		for _, c := range cases {
			t.Run(topic+"/"+c.Name, func(t *testing.T) {
				r := w.do("POST", "/v2/bot/message/validate/push", validateBody(c))
				if r.status != 200 {
					t.Errorf("refused: %d %s", r.status, r.body)
				}
			})
		}
	}
}

func TestInvalidMessages(t *testing.T) {
	w := newWorld(t, func(o *linesim.Options) { o.NoRateLimits = true })
	for topic, cases := range messageCases(t, "invalid") {
		for _, c := range cases {
			t.Run(topic+"/"+c.Name, func(t *testing.T) {
				r := w.do("POST", "/v2/bot/message/validate/push", validateBody(c))
				if r.status != 400 || !strings.HasPrefix(r.body, `{"message":"A message (messages[0]) in the request body is invalid","details":[`) {
					t.Fatalf("%d %s", r.status, r.body)
				}
				var e struct {
					Details []struct{ Message, Property string }
				}
				if err := json.Unmarshal([]byte(r.body), &e); err != nil {
					t.Fatal(err)
				}
				for _, d := range e.Details {
					if d.Property == c.Property && d.Message != "" {
						return
					}
				}
				t.Errorf("does not blame %s: %s", c.Property, r.body)
			})
		}
	}
}

// Lenient lets unknown properties and unencoded URLs pass, nothing else.
func TestLenient(t *testing.T) {
	lenient := linesim.NewChecker(false)
	for topic, cases := range messageCases(t, "invalid") {
		for _, c := range cases {
			found := lenient.Messages([]byte("[" + string(c.Message) + "]"))
			tolerated := strings.Contains(c.Name, "unknown property") || strings.Contains(c.Name, "encoded") ||
				c.Name == "uri in Thai" || c.Name == "uri with a space"
			if tolerated && len(found) > 0 && !strings.Contains(c.Name, "sender") {
				t.Errorf("%s/%s: refused: %v", topic, c.Name, found)
			}
			if !tolerated && len(found) == 0 && len(c.Message) > 0 {
				t.Errorf("%s/%s: accepted", topic, c.Name)
			}
		}
	}
}

func TestSeveralBadMessages(t *testing.T) {
	w := newWorld(t, nil)
	r := w.do("POST", "/v2/bot/message/validate/push", `{"messages":[{"type":"text","text":""},{"type":"text"}]}`)
	w.want(r, 400, `{"message":"The request body has 2 error(s)"`)
	w.want(r, 400, `"property":"messages[1].text"`)
	six := `{"messages":[` + strings.Repeat(`{"type":"text","text":"x"},`, 5) + `{"type":"text","text":"x"}]}`
	w.want(w.do("POST", "/v2/bot/message/validate/reply", six), 400, `"Size must be between 1 and 5","property":"messages"`)
	w.want(w.do("POST", "/v2/bot/message/validate/broadcast", `{"messages":[]}`), 400, `"property":"messages"`)
	w.want(w.do("POST", "/v2/bot/message/validate/narrowcast", `{}`), 400, `"property":"messages"`)
	w.want(w.do("POST", "/v2/bot/message/validate/multicast", `{"messages":`), 400, "could not be parsed as JSON")
}

// The validator must survive whatever a bot sends.
func FuzzMessages(f *testing.F) {
	for _, folder := range []string{"valid", "invalid"} {
		for _, cases := range messageCases(f, folder) {
			for _, c := range cases {
				if len(c.Message) < 2000 {
					f.Add([]byte(c.Message))
				}
			}
		}
	}
	strict, lenient := linesim.NewChecker(true), linesim.NewChecker(false)
	f.Fuzz(func(t *testing.T, message []byte) {
		body := append(append([]byte("["), message...), ']')
		found := strict.Messages(body)
		if len(found) == 0 && len(lenient.Messages(body)) > 0 {
			t.Errorf("strict accepts what lenient refuses: %s", message)
		}
		strict.RichMenu(message)
	})
}

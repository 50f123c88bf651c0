package line_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"jitasa/internal/chat"
	"jitasa/internal/flow/flowtest"
	"jitasa/internal/line"
	"jitasa/internal/linesim"
)

// TestEveryTranscriptIsWhatLINEAccepts renders every answer of every written
// conversation, as cards and as plain text, and holds the requests against the
// simulated platform's rules. With JITASA_PAYLOADS it leaves them in that
// folder, for `make linecheck`.
func TestEveryTranscriptIsWhatLINEAccepts(t *testing.T) {
	stage, checker := flowtest.NewStage(t), linesim.NewChecker(true)
	folder := payloadFolder(t)
	for _, file := range flowtest.Files(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			for n, turn := range stage.Play(t, file) {
				for _, plain := range []bool{turn.Plain, true} {
					objects := line.Render(turn.Answer, line.Options{Plain: plain, Lang: turn.Lang})
					batches := line.Batches(objects)
					if len(batches) > 1 {
						t.Errorf("%s: a reply takes one request, this answer %d", turn.Where, len(batches))
					}
					for i, batch := range batches {
						raw := marshal(t, batch)
						for _, f := range checker.Messages(raw) {
							t.Errorf("%s: %s", turn.Where, f)
						}
						noLabelIsCut(t, turn.Where, turn.Answer, raw)
						if folder != "" {
							leave(t, filepath.Join(folder, fmt.Sprintf("%s-%03d-%v-%d.json", filepath.Base(file), n, plain, i)), raw)
						}
					}
				}
			}
		})
	}
}

// noLabelIsCut: our own labels fit as they are; only names from outside are shortened, by the conversation that knows them for one.
func noLabelIsCut(t *testing.T, where string, answer []chat.Message, raw []byte) {
	t.Helper()
	shortened := map[string]bool{}
	for _, c := range chat.Offered(answer) {
		shortened[c.Label] = c.Full != "" && c.Full != c.Label
	}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e)
			}
		case map[string]any:
			if label, ok := v["label"].(string); ok && strings.HasSuffix(label, "…") && !shortened[label] {
				t.Errorf("%s: the label %q is cut at %d characters", where, label, uniseg.GraphemeClusterCount(label))
			}
			for _, e := range v {
				walk(e)
			}
		}
	}
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	walk(v)
}

func marshal(t *testing.T, batch []line.Object) []byte {
	t.Helper()
	raw, err := json.Marshal(batch)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func payloadFolder(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("JITASA_PAYLOADS")
	if folder == "" {
		return ""
	}
	folder = filepath.Join(folder, "reply")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	return folder
}

func leave(t *testing.T, path string, messages []byte) {
	t.Helper()
	body := fmt.Appendf(nil, `{"replyToken":"00000000000000000000000000000000","messages":%s}`, messages)
	if err := os.WriteFile(path, body, 0o644); err != nil {
		t.Fatal(err)
	}
}

package app_test

import (
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"jitasa/internal/config"
)

// scrape reads the metrics as Prometheus does.
func (r *rig) scrape(token string) (status int, text string) {
	r.Helper()
	q, err := http.NewRequestWithContext(r.Context(), http.MethodGet, r.url+"/metrics", nil)
	if err != nil {
		r.Fatal(err)
	}
	q.Header.Set("Authorization", "Bearer "+token)
	a, err := http.DefaultClient.Do(q)
	if err != nil {
		r.Fatal(err)
	}
	defer a.Body.Close()
	raw, err := io.ReadAll(a.Body)
	if err != nil {
		r.Fatal(err)
	}
	return a.StatusCode, string(raw)
}

const metricsToken = "metrics-token"

// What happens is counted, and whoever posts odd things makes no new labels.
func TestMetrics(t *testing.T) {
	r := newRig(t)
	if status, _ := r.scrape(metricsToken); status != http.StatusNotFound {
		t.Errorf("status %d without a token in the settings", status)
	}
	if err := r.end(); err != nil {
		t.Fatal(err)
	}
	r.metrics = config.Metrics{Token: metricsToken}
	r.url, r.end = r.start()
	r.balance(r.url)
	p := r.person("Somchai")
	p.text("เมนู")
	r.post(hooked(happened(7, p.id, wrote)), "")
	r.post(hooked(happened(7, p.id, wrote)), "")
	for _, odd := range []string{"evil\"} 1", "Ubench", strings.Repeat("x", 500), "ก"} {
		r.post(hooked(strings.Replace(happened(8, p.id, wrote), `"type":"message"`, `"type":`+quoted(odd), 1)), "")
	}
	r.post(`{"events":[{}]}`, "")
	r.post(`{}`, "wrong")
	r.until("answers", func() bool { return r.sim.AcceptedCount() >= 3 })
	if status, _ := r.scrape("wrong"); status != http.StatusUnauthorized {
		t.Errorf("status %d with a wrong token", status)
	}
	status, text := r.scrape(metricsToken)
	if status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	for _, want := range []string{
		`jitasa_webhook_events_total{outcome="accepted",type="message"} [1-9]`, `jitasa_webhook_events_total{outcome="duplicate",type="unknown"} [1-9]`,
		`jitasa_webhook_events_total{outcome="malformed",type="unknown"} 1`, `jitasa_webhook_events_total{outcome="accepted",type="follow"} 1`,
		`jitasa_webhook_ack_seconds_count{status="200"} [1-9]`, `jitasa_webhook_ack_seconds_count{status="401"} 1`,
		`jitasa_turn_seconds_count{outcome="answered"} [1-9]`, `jitasa_events_total{outcome="answered"} [1-9]`, `jitasa_inbox_in_flight \d`,
		`jitasa_line_requests_total{endpoint="reply",status="200"} [1-9]`, `jitasa_line_quota_limit \d`, `jitasa_index_age_seconds \d`,
		`jitasa_store_seconds_count{collection="inbox",operation="insert",outcome="ok"} [1-9]`, `jitasa_build_info{`, `go_goroutines `, `process_resident_memory_bytes `,
	} {
		if !regexp.MustCompile(`(?m)^` + want).MatchString(text) {
			t.Errorf("not there: %s", want)
		}
	}
	checkNames(t, text)
	for _, never := range []string{"evil", "Ubench", "xxxx", "ก", p.id} {
		if strings.Contains(text, never) {
			t.Errorf("a label of somebody's making: %s", never)
		}
	}
}

func quoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, `\"`) + `"` }

// checkNames: what the dashboard and the alerts ask for is there under that name.
func checkNames(t *testing.T, text string) {
	t.Helper()
	names := map[string]bool{}
	for _, file := range []string{"../../deploy/grafana/jitasa.json", "../../deploy/prometheus/alerts.yml", "../../deploy/kubernetes/horizontalpodautoscaler.yaml"} {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range regexp.MustCompile(`\b(jitasa|process|go)_[a-z_]+`).FindAllString(string(raw), -1) {
			names[name] = true
		}
	}
	for _, of := range []string{"backup", "receipts"} { // of the processes that make them
		delete(names, "jitasa_"+of+"_last_success_timestamp_seconds")
	}
	if len(names) < 15 {
		t.Errorf("only %d names are asked for", len(names))
	}
	for name := range names {
		if !regexp.MustCompile(`(?m)^` + name + `[ {]`).MatchString(text) {
			t.Errorf("somebody asks for %s, which is not there", name)
		}
	}
}

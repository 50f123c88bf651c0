package check

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
	batchv1 "k8s.io/api/batch/v1"
	"sigs.k8s.io/yaml"
)

// tool runs a checker of the field; where it is missing the test fails and says how to get it.
func tool(t *testing.T, name string, args ...string) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Fatalf("%s is missing: tools/checkers gets it on Debian", name)
	}
	command := exec.CommandContext(t.Context(), name, args...)
	command.Env = append(os.Environ(), "SITE=bot.example.org", "HOME="+t.TempDir())
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("%s %v: %v\n%s", name, args, err, out)
	}
}

// compose reads the file of Compose, with every setting filled in.
func compose(t *testing.T) *types.Project {
	t.Helper()
	raw, err := os.ReadFile("../compose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	env := types.Mapping{}
	example, err := os.ReadFile("../env.example")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(example)) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), "="); ok && !strings.HasPrefix(line, "#") {
			env[name] = value
			if value == "" {
				env[name] = "filled-in"
			}
		}
	}
	project, err := loader.LoadWithContext(t.Context(), types.ConfigDetails{
		WorkingDir: "..", ConfigFiles: []types.ConfigFile{{Filename: "../compose.yaml", Content: raw}}, Environment: env,
	})
	if err != nil {
		t.Fatal(err)
	}
	return project
}

func TestCompose(t *testing.T) {
	project := compose(t)
	known := knownSettings(t)
	for _, name := range []string{"jitasa-1", "jitasa-2"} {
		s := project.Services[name]
		if s.StopGracePeriod == nil || s.Restart == "" || !s.ReadOnly {
			t.Errorf("%s: no time to end, no restart, or a root that can be written: %+v", name, s)
		}
		for setting := range s.Environment {
			if !slices.Contains(known, setting) {
				t.Errorf("%s is no setting of the program", setting)
			}
		}
	}
}

// What is done regularly is done with Compose as on Kubernetes: the same command, as often.
func TestSameJobs(t *testing.T) {
	cluster, server := map[string]string{}, map[string]string{}
	for _, o := range decode(t) {
		if job, ok := o.(*batchv1.CronJob); ok {
			every := "24h"
			if hour := strings.Fields(job.Spec.Schedule)[1]; hour == "*" {
				every = "1h"
			}
			cluster[job.Name] = strings.Join(job.Spec.JobTemplate.Spec.Template.Spec.Containers[0].Args, " ") + " every " + every
		}
	}
	for _, s := range compose(t).Services {
		args := slices.Clone(s.Command)
		if at := slices.Index(args, "--every"); at >= 0 && at+1 < len(args) {
			every := args[at+1]
			server[s.Name] = strings.Join(slices.Delete(args, at, at+2), " ") + " every " + every
		}
	}
	if len(cluster) < 2 || !maps.Equal(cluster, server) {
		t.Errorf("Kubernetes does %v, Compose %v", cluster, server)
	}
	scraped, err := os.ReadFile("../prometheus/prometheus.yml")
	if err != nil {
		t.Fatal(err)
	}
	for name := range server {
		if !strings.Contains(string(scraped), `"`+name+`:9090"`) {
			t.Errorf("nobody sees whether %s works", name)
		}
	}
}

func TestAlerts(t *testing.T) {
	tool(t, "promtool", "check", "rules", "../prometheus/alerts.yml")
	tool(t, "promtool", "test", "rules", "../prometheus/alerts_test.yml")
	tool(t, "promtool", "check", "config", "--syntax-only", "../prometheus/prometheus.yml")
}

func TestScripts(t *testing.T) {
	tool(t, "shellcheck", "../build", "../mongo-init.sh", "../test/mongodb", "../../tools/chromium", "../../tools/checkers", "../../tools/linecheck", "../../tools/vulncheck", "../../.ci/run")
}

// dashboard is Grafana's file as far as it is looked at here.
type dashboard struct {
	Title  string
	Panels []struct {
		ID          int
		Type, Title string
		Description string
		GridPos     struct{ H, W, X, Y int }
		Targets     []struct{ Expr string }
	}
}

// The dashboard's questions are PromQL, and its panels do not lie on each other.
func TestDashboard(t *testing.T) {
	raw, err := os.ReadFile("../grafana/jitasa.json")
	if err != nil {
		t.Fatal(err)
	}
	var d dashboard
	if err := json.Unmarshal(raw, &d); err != nil {
		t.Fatal(err)
	}
	taken, ids := map[[2]int]string{}, map[int]bool{}
	var rules []map[string]string
	for _, p := range d.Panels {
		if ids[p.ID] || p.Title == "" || p.Type != "row" && p.Description == "" {
			t.Errorf("panel %d %q: an id used twice, no title or no description", p.ID, p.Title)
		}
		ids[p.ID] = true
		for x := p.GridPos.X; x < p.GridPos.X+p.GridPos.W; x++ {
			for y := p.GridPos.Y; y < p.GridPos.Y+p.GridPos.H; y++ {
				if other := taken[[2]int{x, y}]; other != "" || x >= 24 {
					t.Fatalf("%q lies on %q, or beside the page", p.Title, other)
				}
				taken[[2]int{x, y}] = p.Title
			}
		}
		for i, target := range p.Targets {
			expr := regexp.MustCompile(`\$__\w+`).ReplaceAllString(target.Expr, "5m")
			rules = append(rules, map[string]string{"record": fmt.Sprintf("panel:%d:%d", p.ID, i), "expr": expr})
		}
	}
	if len(rules) < 20 {
		t.Errorf("only %d questions", len(rules))
	}
	text, err := yaml.Marshal(map[string]any{"groups": []any{map[string]any{"name": "dashboard", "rules": rules}}})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "rules.yml")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	tool(t, "promtool", "check", "rules", file)
}

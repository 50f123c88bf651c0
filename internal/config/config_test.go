package config_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/pflag"

	"jitasa/internal/config"
)

const key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

func env(pairs ...string) func(string) string {
	values := map[string]string{}
	for _, pair := range pairs {
		name, value, _ := strings.Cut(pair, "=")
		values[name] = value
	}
	return func(name string) string { return values[name] }
}

func TestDefaults(t *testing.T) {
	c, rest, err := config.Load(nil, env())
	if err != nil {
		t.Fatal(err)
	}
	want := `JITASA_ADDR=127.0.0.1:8080
JITASA_PUBLIC_URL=http://127.0.0.1:8080
JITASA_STORE=sqlite:jitasa.db
JITASA_LINE_SECRET=
JITASA_LINE_TOKEN=
JITASA_LINE_API=https://api.line.me
JITASA_LINE_DATA_API=https://api-data.line.me
JITASA_LINE_RATE=180
JITASA_RESERVE=0
JITASA_KEY=
JITASA_ROLES=web,worker
JITASA_METRICS_ADDR=
JITASA_METRICS_TOKEN=
JITASA_TZ=Asia/Bangkok
`
	if diff := cmp.Diff(want, c.String()); diff != "" {
		t.Error(diff)
	}
	if len(rest) != 0 || c.Store.Engine != config.SQLite || c.Store.Path != "jitasa.db" {
		t.Errorf("rest %v, store %+v", rest, c.Store)
	}
}

func TestFlagsOverrideTheEnvironment(t *testing.T) {
	var dryRun bool
	c, rest, err := config.Load(
		[]string{"opportunities", "--addr", ":9000", "--dry-run", "file.csv", "--roles=worker", "--tz="},
		env("JITASA_ADDR=0.0.0.0:80", "JITASA_ROLES=web", "JITASA_TZ=Asia/Vientiane", "JITASA_PUBLIC_URL=https://jitasa.example/",
			"JITASA_KEY="+key, "JITASA_LINE_API=http://127.0.0.1:7000"),
		config.WithFlags(func(f *pflag.FlagSet) { f.BoolVar(&dryRun, "dry-run", false, "change nothing") }))
	if err != nil {
		t.Fatal(err)
	}
	if c.Addr != ":9000" || c.Roles != (config.Roles{Worker: true}) || c.Zone.String() != "Asia/Vientiane" ||
		c.PublicURL != "https://jitasa.example" || c.Line.API != "http://127.0.0.1:7000" || !dryRun {
		t.Errorf("%s dry-run %v", c, dryRun)
	}
	if len(c.Key.Reveal()) != 32 || c.Key.Reveal()[31] != 31 {
		t.Errorf("key is %d bytes", len(c.Key.Reveal()))
	}
	if diff := cmp.Diff([]string{"opportunities", "file.csv"}, rest); diff != "" {
		t.Error(diff)
	}
}

func TestEveryProblemAtOnce(t *testing.T) {
	_, _, err := config.Load([]string{"--roles", "web,cook", "--nonsense"},
		env("JITASA_ADDR=8080", "JITASA_PUBLIC_URL=http://jitasa.example", "JITASA_STORE=postgres://u:hush@h/db",
			"JITASA_LINE_TOKEN=hush hush", "JITASA_LINE_API=ftp://x", "JITASA_LINE_DATA_API=https://u:hush@h",
			"JITASA_KEY=aHVzaA==", "JITASA_TZ=Mars/Olympus"),
		config.ForServe())
	var problems config.Problems
	if !errors.As(err, &problems) {
		t.Fatalf("error is %v", err)
	}
	want := `the settings are not right:
  command line: unknown flag: --nonsense
  JITASA_ADDR: "8080" is not host:port
  JITASA_PUBLIC_URL: must be https, because jitasa.example is not this machine
  JITASA_STORE: is neither sqlite:PATH nor mongodb://HOSTS/DATABASE nor mongodb+srv://HOST/DATABASE
  JITASA_LINE_SECRET: is needed: the LINE channel's secret
  JITASA_LINE_TOKEN: has spaces or other characters that do not belong there
  JITASA_LINE_API: is not an http(s) address such as https://example.org
  JITASA_LINE_DATA_API: must not have a user or password in it
  JITASA_KEY: is 4 bytes long, must be 32
  --roles: "cook" is not a role; there are web and worker
  JITASA_TZ: "Mars/Olympus" is not a time zone such as Asia/Bangkok`
	if diff := cmp.Diff(want, err.Error()); diff != "" {
		t.Error(diff)
	}
	if strings.Contains(err.Error(), "hush") {
		t.Error("a secret is in the error")
	}
}

func TestAFlagAfterAWrongOneIsNotCalledMissing(t *testing.T) {
	_, _, err := config.Load([]string{"--nonsense", "--line-secret", "a", "--line-token=", "--key="}, env("JITASA_PUBLIC_URL=https://bot.example"), config.ForServe())
	if want := "the settings are not right:\n  command line: unknown flag: --nonsense"; err == nil || err.Error() != want {
		t.Errorf("error is %v", err)
	}
	_, _, err = config.Load([]string{"--line-secret", "a", "--line-token="}, env(), config.ForServe())
	if err == nil || !strings.Contains(err.Error(), "JITASA_LINE_TOKEN") {
		t.Errorf("an empty flag passes for the needed token: %v", err)
	}
}

func TestEachSetting(t *testing.T) {
	tests := []struct {
		name, value string
		problem     string // "" if the value is right
	}{
		{"JITASA_ADDR", ":0", ""},
		{"JITASA_ADDR", "[::1]:80", ""},
		{"JITASA_ADDR", "localhost:http", "port"},
		{"JITASA_ADDR", "localhost:65536", "port"},
		{"JITASA_ADDR", "localhost:+80", "port"},
		{"JITASA_PUBLIC_URL", "https://jitasa.example/path/", ""},
		{"JITASA_PUBLIC_URL", "http://localhost:8080", ""},
		{"JITASA_PUBLIC_URL", "http://[::1]:8080", ""},
		{"JITASA_PUBLIC_URL", "http://127.0.0.1.example", "https"},
		{"JITASA_PUBLIC_URL", "https://jitasa.example?x=1", "?"},
		{"JITASA_PUBLIC_URL", "jitasa.example", "http"},
		{"JITASA_PUBLIC_URL", "https://", "http"},
		{"JITASA_STORE", "sqlite:/var/lib/jitasa/data.db", ""},
		{"JITASA_STORE", "sqlite:", "no file"},
		{"JITASA_STORE", "sqlite::memory:", "plain file"},
		{"JITASA_STORE", "sqlite:a.db?mode=ro", "plain file"},
		{"JITASA_STORE", "mongodb://u:p%40@a:27017,b:27018,[::1]:27019/jitasa?replicaSet=rs", ""},
		{"JITASA_STORE", "mongodb+srv://cluster.example/jitasa", ""},
		{"JITASA_STORE", "mongodb://localhost", "no database"},
		{"JITASA_STORE", "mongodb://localhost/?w=1", "no database"},
		{"JITASA_STORE", "mongodb:///jitasa", "no MongoDB host"},
		{"JITASA_STORE", "mongodb://h/a.b", "does not allow"},
		{"JITASA_STORE", "jitasa.db", "neither"},
		{"JITASA_LINE_SECRET", "0123456789abcdef0123456789abcdef", ""},
		{"JITASA_LINE_SECRET", "abc\n", "characters"},
		{"JITASA_LINE_TOKEN", "ก", "characters"},
		{"JITASA_KEY", key, ""},
		{"JITASA_KEY", strings.TrimRight(key, "="), ""},
		{"JITASA_KEY", "__________________________________________8", ""},
		{"JITASA_KEY", "!", "base64"},
		{"JITASA_ROLES", " worker , web", ""},
		{"JITASA_ROLES", "web,", "not a role"},
		{"JITASA_TZ", "UTC", ""},
		{"JITASA_TZ", "Local", "not a time zone"},
		{"JITASA_TZ", "../etc/passwd", "not a time zone"},
	}
	for _, tt := range tests {
		t.Run(tt.name+" "+tt.value, func(t *testing.T) {
			_, _, err := config.Load(nil, env(tt.name+"="+tt.value))
			switch {
			case tt.problem == "" && err != nil:
				t.Error(err)
			case tt.problem != "" && (err == nil || !strings.Contains(err.Error(), tt.problem)):
				t.Errorf("error is %v, want one with %q", err, tt.problem)
			case tt.problem != "" && !strings.Contains(err.Error(), tt.name):
				t.Errorf("error does not name %s: %v", tt.name, err)
			}
		})
	}
}

// Links in what is sent lead to the public address: where LINE is real, people have to reach it.
func TestLinksLeadToWherePeopleAre(t *testing.T) {
	const refused = "JITASA_PUBLIC_URL"
	needed := []string{"JITASA_LINE_SECRET=s", "JITASA_LINE_TOKEN=t", "JITASA_KEY=" + key}
	tests := []struct {
		args, env []string
		refused   string // "" for none
	}{
		{nil, nil, refused},
		{nil, []string{"JITASA_PUBLIC_URL=http://localhost:8080"}, refused},
		{nil, []string{"JITASA_PUBLIC_URL=http://LOCALHOST.:8080"}, refused},
		{nil, []string{"JITASA_PUBLIC_URL=https://bot.localhost"}, refused},
		{nil, []string{"JITASA_PUBLIC_URL=https://127.9.9.9"}, refused},
		{nil, []string{"JITASA_PUBLIC_URL=https://[::1]/bot"}, refused},
		{nil, []string{"JITASA_PUBLIC_URL=https://0.0.0.0"}, refused},
		{nil, []string{"JITASA_ADDR=0.0.0.0:8080"}, "links in what is sent"},
		{[]string{"--public-url", "http://127.0.0.1:9000"}, nil, "http://127.0.0.1:9000 would lead people"},
		{[]string{"--roles", "worker"}, nil, refused},
		{nil, []string{"JITASA_PUBLIC_URL=https://bot.example"}, ""},
		{nil, []string{"JITASA_LINE_API=http://127.0.0.1:7000"}, ""},
		{nil, []string{"JITASA_LINE_API=http://[::1]:7000", "JITASA_PUBLIC_URL=http://localhost:8080"}, ""},
		{[]string{"--line-api", "http://localhost:7000", "--addr", "0.0.0.0:80"}, nil, ""},
	}
	for _, tt := range tests {
		for name, option := range map[string]config.Option{"serve": config.ForServe(), "send": config.ForSending()} {
			_, _, err := config.Load(tt.args, env(append(tt.env, needed...)...), option)
			if tt.refused == "" && err != nil || tt.refused != "" && (err == nil || !strings.Contains(err.Error(), tt.refused)) {
				t.Errorf("%s %v %v: error is %v", name, tt.args, tt.env, err)
			}
			var problems config.Problems
			if errors.As(err, &problems) && len(problems) != 1 {
				t.Errorf("%s %v %v: more than one problem: %v", name, tt.args, tt.env, err)
			}
		}
		if _, _, err := config.Load(tt.args, env(append(tt.env, needed...)...)); err != nil {
			t.Errorf("%v %v: refused where nothing is sent: %v", tt.args, tt.env, err)
		}
	}
	// What cannot be read is the only thing said of it.
	for _, args := range [][]string{{"--nonsense", "--public-url=https://bot.example"}, {"--nonsense", "--line-api=http://127.0.0.1:1"}, {"--public-url=wrong"}, {"--line-api=wrong"}, {"--addr=wrong"}} {
		_, _, err := config.Load(args, env(needed...), config.ForServe())
		var problems config.Problems
		if !errors.As(err, &problems) || len(problems) != 1 {
			t.Errorf("%v: %v", args, err)
		}
	}
}

func TestSecretsStayHidden(t *testing.T) {
	c, _, err := config.Load(nil, env("JITASA_LINE_SECRET=hush1", "JITASA_LINE_TOKEN=hush2", "JITASA_KEY="+key,
		"JITASA_STORE=mongodb://u:hush3@h/jitasa"))
	if err != nil {
		t.Fatal(err)
	}
	if c.Line.Secret.Reveal() != "hush1" || c.Store.URI.Reveal() != "mongodb://u:hush3@h/jitasa" || c.Store.Database != "jitasa" {
		t.Fatal("the secrets are wrong")
	}
	var out bytes.Buffer
	for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		slog.New(handler).Info("starting", "config", c, "line", c.Line, "secret", c.Line.Secret)
	}
	encoded, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	out.Write(encoded)
	fmt.Fprintf(&out, "%v %+v %#v %s %q %v %+v %#v", c, c, c, c, c, c.Line, c.Line, c.Line)
	for _, secret := range []string{"hush", c.Key.Reveal(), key} {
		if strings.Contains(out.String(), secret) {
			t.Errorf("a secret is in:\n%s", out.String())
		}
	}
	if !strings.Contains(out.String(), "config.line_token=***") {
		t.Errorf("settings are not logged by name:\n%s", out.String())
	}
}

func TestHelpListsEverything(t *testing.T) {
	if _, _, err := config.Load([]string{"--help"}, env("JITASA_ADDR=wrong")); !errors.Is(err, config.ErrHelp) {
		t.Fatalf("error is %v", err)
	}
	usage := config.Usage(config.ForServe(), config.WithFlags(func(f *pflag.FlagSet) { f.Bool("dry-run", false, "change nothing") }))
	c, _, err := config.Load(nil, env())
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(c.String()) {
		name, _, _ := strings.Cut(line, "=")
		flag := "--" + strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(name, "JITASA_")), "_", "-")
		if !strings.Contains(usage, name+" ") || !strings.Contains(usage, flag+" ") {
			t.Errorf("%s or %s is not in:\n%s", name, flag, usage)
		}
	}
	for _, want := range []string{"--dry-run", "(default 127.0.0.1:8080)", "the LINE channel's secret (needed)"} {
		if !strings.Contains(usage, want) {
			t.Errorf("%q is not in:\n%s", want, usage)
		}
	}
}

func TestCounts(t *testing.T) {
	c, _, err := config.Load([]string{"--line-rate", "100", "--reserve", "200"}, env())
	if err != nil || c.Line.Rate != 100 || c.Reserve != 200 {
		t.Errorf("%d, %d, %v", c.Line.Rate, c.Reserve, err)
	}
	for _, args := range [][]string{{"--line-rate", "0"}, {"--reserve", "-1"}, {"--reserve", "many"}} {
		if _, _, err := config.Load(args, env()); err == nil {
			t.Errorf("%v was taken", args)
		}
	}
}

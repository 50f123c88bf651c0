package check

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

// binary builds the program as the image does, once.
func binary(t *testing.T) string {
	t.Helper()
	path, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

var built = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "jitasa-deploy-")
	if err != nil {
		return "", err
	}
	command := exec.Command("../build", folder)
	command.Stderr = os.Stderr
	return filepath.Join(folder, "jitasa"), command.Run()
})

func TestMain(m *testing.M) {
	code := m.Run()
	if path, err := built(); err == nil {
		_ = os.RemoveAll(filepath.Dir(path))
	}
	os.Exit(code)
}

// help is what a command says of itself.
func help(t *testing.T, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), binary(t), append(args, "--help")...).Output()
	if err != nil {
		t.Fatalf("jitasa %v --help: %v", args, err)
	}
	return string(out)
}

// knownSettings are the environment variables that the program reads.
func knownSettings(t *testing.T) []string {
	t.Helper()
	return regexp.MustCompile(`JITASA_[A-Z_]+`).FindAllString(help(t, "serve"), -1)
}

// The program of the image names the commit that it was built from.
func TestVersionNamesTheCommit(t *testing.T) {
	head, err := exec.CommandContext(t.Context(), "git", "-C", "../..", "rev-parse", "HEAD").Output()
	if err != nil {
		t.Fatal(err)
	}
	said, err := exec.CommandContext(t.Context(), binary(t), "version").Output()
	if err != nil || !strings.Contains(string(said), strings.TrimSpace(string(head))) {
		t.Errorf("%v: %.200s does not name %s", err, said, head)
	}
	ignored, err := os.ReadFile("../../.dockerignore")
	if err != nil || slices.Contains(strings.Fields(string(ignored)), ".git") {
		t.Errorf("the image is built without .git, from which the build learns the commit (%v)", err)
	}
}

// Every command in the runbook and the README exists, with its flags.
func TestCommandsExist(t *testing.T) {
	commands := regexp.MustCompile("jitasa(?:-[0-9])? ([a-z]+)((?: +[^`\n;|)]+)?)")
	seen := 0
	for _, file := range []string{"../runbook.md", "../../README.md"} {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, code := range regexp.MustCompile("(?m)`[^`\n]+`|^    .+$").FindAllString(string(raw), -1) {
			for _, m := range commands.FindAllStringSubmatch(code, -1) {
				if !strings.Contains(help(t), "\n  "+m[1]+" ") {
					t.Errorf("%s: there is no command %q (in %s)", file, m[1], code)
					continue
				}
				seen++
				flags := help(t, m[1]) + " --help"
				for _, flag := range regexp.MustCompile(`--[a-z-]+`).FindAllString(m[2], -1) {
					if !strings.Contains(flags, flag) {
						t.Errorf("%s: jitasa %s has no %s", file, m[1], flag)
					}
				}
			}
		}
	}
	if seen < 15 {
		t.Errorf("found only %d commands", seen)
	}
}

// Every alert leads to a chapter of the runbook.
func TestRunbookAnchors(t *testing.T) {
	runbook, err := os.ReadFile("../runbook.md")
	if err != nil {
		t.Fatal(err)
	}
	var anchors []string
	for _, h := range regexp.MustCompile(`(?m)^## (.+)$`).FindAllStringSubmatch(string(runbook), -1) {
		anchors = append(anchors, strings.ReplaceAll(strings.ToLower(h[1]), " ", "-"))
	}
	alerts, err := os.ReadFile("../prometheus/alerts.yml")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`deploy/runbook\.md#([a-z-]+)`).FindAllStringSubmatch(string(alerts), -1) {
		if !slices.Contains(anchors, m[1]) {
			t.Errorf("the runbook has no chapter %q; it has %v", m[1], anchors)
		}
	}
}

package config

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

func deployed(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile("../../deploy/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// What can be set can be set with Compose: each setting is the image's, or handed on and shown to whoever fills them in.
func TestComposePassesEverySetting(t *testing.T) {
	compose, example, image := deployed(t, "compose.yaml"), deployed(t, "env.example"), deployed(t, "Dockerfile")
	for _, s := range settings() {
		switch {
		case strings.Contains(image, s.env+"="):
		case !strings.Contains(compose, "\n    "+s.env+": "):
			t.Errorf("Compose does not hand on %s", s.env)
		case strings.Contains(compose, "${"+s.env+":") && !strings.Contains(example, s.env+"="):
			t.Errorf("nobody is told of %s", s.env)
		}
	}
}

// An image that was pinned is the same tomorrow: its tag names a whole version.
func TestImagesArePinned(t *testing.T) {
	whole := regexp.MustCompile(`:\d+\.\d+\.\d+(-[a-z0-9]+)?$`)
	seen := 0
	for name, line := range map[string]string{"compose.yaml": `(?m)^\s+image: (\S+)$`, "Dockerfile": `(?m)^FROM (\S+)`} {
		for _, m := range regexp.MustCompile(line).FindAllStringSubmatch(deployed(t, name), -1) {
			if m[1] == "jitasa" || m[1] == "scratch" {
				continue
			}
			if seen++; !whole.MatchString(m[1]) {
				t.Errorf("%s: %s is whatever is newest", name, m[1])
			}
		}
	}
	if seen < 4 {
		t.Errorf("only %d images", seen)
	}
}

package archtest

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What the README names is there: in its map and its recipes. A bare file name lies beside what is named before it in its line.
func TestTheReadmeNamesWhatIsThere(t *testing.T) {
	content, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	missing, seen := named("../..", string(content))
	for _, m := range missing {
		t.Errorf("README.md names %s, which is not there", m)
	}
	if seen < 80 {
		t.Errorf("only %d names were found in README.md: that proves nothing", seen)
	}
	root := writeTree(t, map[string]string{"internal/a/b.go": "package a", "internal/a/c_test.go": "package a", "locales/th/x.toml": ""})
	text := "| x | `internal/a` (b.go first, c.go) and `b.go`, `d.go`; `internal/b`, `internal/THEME`, `jitasa serve` `locales/th/*.toml` `locales/en/*.toml`\n| `e.go`"
	if got, seen := named(root, text); strings.Join(got, " ") != "internal/a/c.go internal/a/d.go internal/b locales/en/*.toml" || seen != 8 {
		t.Errorf("of the example %q are missing, of %d", got, seen)
	}
}

// names are what is between backticks, and files in brackets.
var names = regexp.MustCompile("`([^` ]+)`|\\b([a-z_0-9]+\\.go)\\b")

// placeholder is what stands for a name, in capitals.
var placeholder = regexp.MustCompile(`[A-Z]{4,}`)

func named(root, text string) (missing []string, seen int) {
	for line := range strings.Lines(text) {
		beside := ""
		for _, found := range names.FindAllStringSubmatch(line, -1) {
			name := found[1] + found[2]
			known := regexp.MustCompile(`^(internal|cmd|locales|deploy|tools|testdata)(/|$)`).MatchString(name)
			bare := regexp.MustCompile(`^[a-z_0-9*]+\.(go|html|css|toml)$`).MatchString(name)
			switch {
			case placeholder.MatchString(name), !known && !bare, bare && beside == "":
				continue
			case bare:
				name = path.Join(beside, name)
			}
			seen++
			if there, err := filepath.Glob(filepath.Join(root, name)); err != nil || len(there) == 0 {
				missing = append(missing, name)
				continue
			}
			if beside = name; path.Ext(name) != "" {
				beside = path.Dir(name)
			}
		}
	}
	return missing, seen
}

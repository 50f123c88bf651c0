package line_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jitasa/internal/line"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestRenderGolden(t *testing.T) {
	for _, s := range samples() {
		t.Run(s.name, func(t *testing.T) {
			objects := line.Render(s.messages, line.Options{Plain: s.plain, Lang: s.lang})
			got := indented(t, objects)
			path := filepath.Join("testdata", "render", s.name+".json")
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("rendering changed (-golden +now):\n%s", diff)
			}
			for _, finding := range broken(t, objects) {
				t.Error(finding)
			}
		})
	}
}

// TestEveryGoldenHasASample keeps the folder free of files that nothing checks.
func TestEveryGoldenHasASample(t *testing.T) {
	known := map[string]bool{}
	for _, s := range samples() {
		known[s.name+".json"] = true
	}
	files, err := os.ReadDir(filepath.Join("testdata", "render"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !known[f.Name()] {
			t.Errorf("%s has no sample", f.Name())
		}
	}
}

func indented(t *testing.T, objects []line.Object) []byte {
	t.Helper()
	if objects == nil {
		objects = []line.Object{}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(objects); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

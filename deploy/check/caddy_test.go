package check

import (
	"bytes"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestCaddyfile(t *testing.T) {
	tool(t, "caddy", "validate", "--adapter", "caddyfile", "--config", "../Caddyfile")
}

// What Caddy logs of a request, also of one that fails as no process is ready,
// tells nobody's address, page or headers.
func TestCaddyKeepsNobody(t *testing.T) {
	raw, err := os.ReadFile("../Caddyfile")
	if err != nil {
		t.Fatal(err)
	}
	nobody := freeAddress(t)
	text := strings.NewReplacer("jitasa-1:8080", nobody, "jitasa-2:8080", nobody, "{\n\t# Of requests", "{\n\tadmin off\n\t# Of requests").Replace(string(raw))
	file := filepath.Join(t.TempDir(), "Caddyfile")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	site := "http://" + freeAddress(t)
	command := exec.CommandContext(t.Context(), "caddy", "run", "--adapter", "caddyfile", "--config", file)
	command.Env = append(os.Environ(), "SITE="+site, "HOME="+t.TempDir())
	var said bytes.Buffer
	command.Stdout, command.Stderr = &said, &said
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	status := visit(t, site+"/o/x?name=somchai")
	_ = command.Process.Signal(os.Interrupt)
	_ = command.Wait() // it says how it was ended
	if status != http.StatusServiceUnavailable || strings.Count(said.String(), `"logger":"http.log.`) < 2 {
		t.Fatalf("status %d, and not both logs in\n%s", status, &said)
	}
	for line := range strings.Lines(said.String()) {
		if strings.Contains(line, `"logger":"http.log.`) && (strings.Contains(line, `"remote_ip":"127.0.0.1"`) ||
			strings.Contains(line, "somchai") || strings.Contains(line, "phone-of-somchai")) {
			t.Errorf("somebody can be known from %s", line)
		}
	}
}

// visit asks for a page until there is an answer.
func visit(t *testing.T, page string) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, page, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("User-Agent", "phone-of-somchai")
	for range 100 {
		answer, err := http.DefaultClient.Do(request)
		if err == nil {
			_ = answer.Body.Close() // the status is all we ask
			return answer.StatusCode
		}
		time.Sleep(50 * time.Millisecond)
	}
	return 0
}

package e2e

import (
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// axeSource is axe-core, as tools/axe fetches it.
func axeSource(t *testing.T) string {
	t.Helper()
	path, err := exec.CommandContext(t.Context(), "../../tools/axe").Output()
	if err != nil {
		var failed *exec.ExitError
		if errors.As(err, &failed) {
			t.Fatalf("axe-core could not be had: %s", failed.Stderr)
		}
		t.Fatal("axe-core could not be had:", err)
	}
	source, err := os.ReadFile(strings.TrimSpace(string(path)))
	if err != nil {
		t.Fatal("axe-core could not be read:", err)
	}
	return string(source)
}

// axe lets axe-core look at the page. It finds nothing.
func (p *phone) axe(source string) {
	p.t.Helper()
	p.run(chromedp.Evaluate[chromedp.Void](source + ";undefined"))
	found, err := chromedp.Run(p.ctx, chromedp.Evaluate[[]string](
		`axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations.flatMap((v) => v.nodes.map((n) => v.id + ': ' + v.help + ': ' + n.html.slice(0, 160))))`,
		chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatal(err)
	}
	for _, f := range found {
		p.t.Errorf("%s: axe-core finds %s", p.name, f)
	}
}

package browsertest

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"testing"

	"github.com/chromedp/chromedp"
)

// Open starts a browser that lives until the test ends, with its background
// networking off and a profile of its own. A machine without Chromium fails the
// test: nothing else sees what people see.
func Open(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path(t)), chromedp.UserDataDir(t.TempDir()), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	allocated, stop := chromedp.NewExecAllocator(t.Context(), options...)
	browser, closeBrowser := chromedp.NewContext(allocated)
	if err := chromedp.Do(browser); err != nil {
		t.Fatalf("starting the browser: %v", err)
	}
	t.Cleanup(func() {
		if err := chromedp.Cancel(browser); err != nil && !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		closeBrowser()
		stop()
	})
	return browser
}

// path is where Chromium is: JITASA_CHROMIUM, or on the PATH (tools/chromium looks there, too).
func path(t *testing.T) string {
	t.Helper()
	if path := os.Getenv("JITASA_CHROMIUM"); path != "" {
		return path
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("no Chromium found: install it (make chromium) or name it in JITASA_CHROMIUM")
	return ""
}

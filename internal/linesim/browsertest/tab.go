package browsertest

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// StepTimeout is for one tap or one look, on a slow and busy machine.
const StepTimeout = 20 * time.Second

// Tab opens an empty tab. Exceptions, console errors, violations of the content
// policy and dialogs in it fail the test at its end, but those that excused
// accepts (nil accepts none).
func Tab(t *testing.T, browser context.Context, excused func(what string) bool) context.Context {
	t.Helper()
	ctx, closeTab := chromedp.NewContext(browser)
	t.Cleanup(closeTab)
	var mu sync.Mutex
	var wrong []string
	err := chromedp.Listen(ctx, func(event any) {
		if what := complaint(event); what != "" {
			mu.Lock()
			defer mu.Unlock()
			wrong = append(wrong, what)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, log.Enable, cdp.Empty{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		mu.Lock()
		defer mu.Unlock()
		for _, what := range wrong {
			if excused == nil || !excused(what) {
				t.Error(what)
			}
		}
	})
	return ctx
}

// complaint is what an event of the browser says went wrong in the page, or "".
func complaint(event any) string {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		return fmt.Sprintf("exception: %+v", e.ExceptionDetails)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
			return fmt.Sprintf("console.%s: %+v", e.Type, e.Args)
		}
	case *page.EventJavascriptDialogOpening:
		return "a dialog opened: " + e.Message
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			return fmt.Sprintf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL)
		}
	}
	return ""
}

// Do runs actions in a tab within [StepTimeout].
func Do(tab context.Context, actions ...chromedp.Action[chromedp.Void]) error {
	ctx, cancel := context.WithTimeout(tab, StepTimeout)
	defer cancel()
	return chromedp.Do(ctx, actions...)
}

// TestID selects the element with a data-testid.
func TestID(id string) chromedp.CSS { return chromedp.CSS(`[data-testid="` + id + `"]`) }

// Command draw draws the rich menus' pictures from menu.html with Chromium and
// records what they were drawn from. Run it at the top of the module:
//
//	go run ./internal/line/richmenu/draw
package main

import (
	"context"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/chromedp/chromedp"

	"jitasa/internal/line/richmenu"
)

func main() {
	if err := run(filepath.Join("internal", "line", "richmenu")); err != nil {
		fmt.Fprintln(os.Stderr, "draw:", err)
		os.Exit(1)
	}
}

func run(folder string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("font-render-hinting", "none"))
	ctx, stop := chromedp.NewExecAllocator(ctx, options...)
	defer stop()
	ctx, done := chromedp.NewContext(ctx)
	defer done()
	for _, m := range richmenu.All() {
		if err := draw(ctx, folder, m); err != nil {
			return fmt.Errorf("drawing %s: %w", m.ID(), err)
		}
	}
	return nil
}

func draw(ctx context.Context, folder string, m richmenu.Menu) error {
	page, err := m.Source()
	if err != nil {
		return err
	}
	err = chromedp.Do(ctx, chromedp.EmulateViewport(richmenu.Width, richmenu.Height),
		chromedp.Navigate("data:text/html;base64,"+base64.StdEncoding.EncodeToString(page)))
	if err != nil {
		return fmt.Errorf("opening the page: %w", err)
	}
	fonts := chromedp.Evaluate[bool](`document.fonts.ready.then(() => true)`, chromedp.EvalAwaitPromise)
	if _, err := chromedp.Run(ctx, fonts); err != nil {
		return fmt.Errorf("waiting for the fonts: %w", err)
	}
	picture, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		return fmt.Errorf("photographing the page: %w", err)
	}
	file := filepath.Join(folder, m.ID())
	if err := os.WriteFile(file+".png", picture, 0o644); err != nil {
		return fmt.Errorf("keeping the picture: %w", err)
	}
	if err := os.WriteFile(file+".sum", []byte(richmenu.Sum(page)+"\n"), 0o644); err != nil {
		return fmt.Errorf("keeping the sum: %w", err)
	}
	return nil
}

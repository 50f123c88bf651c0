package main

import (
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// bar shows progress to somebody who watches; n is -1 where nobody knows how much there is.
func bar(s streams, n int64, what string) *progressbar.ProgressBar {
	f, ok := s.err.(*os.File)
	return progressbar.NewOptions64(n,
		progressbar.OptionSetWriter(s.err), progressbar.OptionSetVisibility(ok && term.IsTerminal(int(f.Fd()))),
		progressbar.OptionSetDescription(what), progressbar.OptionShowCount(), progressbar.OptionClearOnFinish())
}

package command

import (
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// Bar shows progress to somebody who watches; n is -1 where nobody knows how much there is.
func Bar(s Streams, n int64, what string) *progressbar.ProgressBar {
	f, ok := s.Err.(*os.File)
	return progressbar.NewOptions64(n,
		progressbar.OptionSetWriter(s.Err), progressbar.OptionSetVisibility(ok && term.IsTerminal(int(f.Fd()))),
		progressbar.OptionSetDescription(what), progressbar.OptionShowCount(), progressbar.OptionClearOnFinish())
}

package flows_test

import (
	"flag"
	"path/filepath"
	"testing"

	"jitasa/internal/flow/flowtest"
)

var update = flag.Bool("update", false, "write the answers into the transcripts")

func TestTranscripts(t *testing.T) {
	stage := flowtest.NewStage(t)
	for _, file := range flowtest.Files(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			stage.Check(t, file, *update)
		})
	}
}

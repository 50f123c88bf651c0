package flows_test

import (
	"context"
	"testing"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flow/flowtest"
	"jitasa/internal/flows/finding"
)

// pictured is work that has a picture.
type pictured struct {
	finding.Work
	picture string
}

func (w *pictured) Opportunities(ctx context.Context, ids ...string) ([]*domain.Opportunity, error) {
	found, err := w.Work.Opportunities(ctx, ids...)
	for _, o := range found {
		o.Picture = w.picture
	}
	return found, err
}

// The card of work carries its picture, where the work has one.
func TestPictures(t *testing.T) {
	stage := flowtest.NewStage(t)
	all, _ := demoWork(t, stage)
	work := &pictured{Work: stage.World.Work}
	stage.World.Work = work
	p := stage.Person(t)
	p.Visit("en")
	for _, work.picture = range []string{"", "https://example.org/elephants.jpg"} {
		card := p.Taps(chat.Tap{Flow: "opportunity", Step: "!show", Value: all[0].ID})[0].Cards[0]
		if shown := card.Image; (shown != nil) != (work.picture != "") || shown != nil && shown.URL != work.picture {
			t.Errorf("%q: %+v", work.picture, shown)
		}
	}
}

package app

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/line"
	"jitasa/internal/measure"
	"jitasa/internal/newsletter"
	"jitasa/internal/newsroom"
)

func (a *App) newNewsroom() *newsroom.Service {
	s := &newsroom.Service{
		Issues: a.Store.Issues, Segments: a.Store.Segments, Networks: a.Store.Networks, Volunteers: a.Store.Volunteers, Newcomers: a.Store.Audience, Staff: a.Store.Staff,
		Opportunities: a.Store.Opportunities, Work: work{a.Live, a.Store.Opportunities}, Measures: measure.Sources{Clicks: a.Store.Clicks, Responses: a.Store.Responses},
		Deliver: a.Deliver, Reserve: a.config.Reserve, Audit: a.access().Audit, Places: a.Places, Speak: func(lang string) newsletter.Words { return a.texts.For(lang) }, Objects: objects, Look: look,
		Links: a.Links, Base: a.baseURL(), Zone: a.config.Zone, Now: a.now,
	}
	if a.Sender != nil {
		s.Measures.Platform = a.Sender
	}
	return s
}

// objects counts the objects that messages become on LINE.
func objects(m []chat.Message, lang string, plain bool) int {
	return len(line.Render(m, line.Options{Plain: plain, Lang: lang}))
}

// lookWithin bounds the look at one address.
const lookWithin = 10 * time.Second

// look asks for the head of an address.
func look(ctx context.Context, url string) (kind string, length int64, err error) {
	ctx, cancel := context.WithTimeout(ctx, lookWithin)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodHead, url, http.NoBody)
	if err != nil {
		return "", 0, fmt.Errorf("asking: %w", err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", 0, fmt.Errorf("asking: %w", err)
	}
	defer response.Body.Close()
	if response.StatusCode >= 400 && response.StatusCode != http.StatusMethodNotAllowed {
		return "", 0, fmt.Errorf("%w: status %d", domain.ErrNotFound, response.StatusCode)
	}
	return response.Header.Get("Content-Type"), response.ContentLength, nil
}

package app

import (
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/i18n"
	"jitasa/internal/line"
	"jitasa/internal/measure"
	"jitasa/internal/newsletter"
	"jitasa/internal/newsroom"
)

func (a *App) newNewsroom() *newsroom.Service {
	s := &newsroom.Service{
		Issues: a.Store.Issues, Segments: a.Store.Segments, Networks: a.Store.Networks, Volunteers: a.Store.Volunteers, Newcomers: a.Store.Audience, Staff: a.Store.Staff,
		Opportunities: a.Store.Opportunities, Work: work{a.Live, a.Store.Opportunities}, Measures: measure.Sources{Clicks: a.Store.Clicks, Responses: a.Store.Responses},
		Deliver: a.Deliver, Reserve: a.config.Reserve, Audit: a.access().Audit, Places: a.Places, Speak: func(lang string) newsletter.Words { return a.texts.For(lang) }, Objects: objects, Look: newsletter.Look,
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

// Texts are the texts of a language, for commands that speak to staff.
func (a *App) Texts(lang string) *i18n.Texts { return a.texts.For(lang) }

// Zone is where people mean dates and times.
func (a *App) Zone() *time.Location { return a.config.Zone }

// ProvinceNames gives the names of provinces in a language, for reports.
func (a *App) ProvinceNames(lang string) measure.Names {
	return func(code string) string {
		p, ok := a.Places.Place(code)
		if !ok {
			return code
		}
		return p.Name(lang)
	}
}

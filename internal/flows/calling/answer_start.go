package calling

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"jitasa/internal/calls"
	"jitasa/internal/cards"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/thai"
	"jitasa/internal/thai/when"
)

// startAnyTime is an answer to when to come: it does not matter.
const startAnyTime = "any"

// startAnswer takes a time of day, or that it does not matter.
func startAnswer() flow.Answer[string] {
	return flow.Answer[string]{
		Options: func(in flow.Input) []flow.Option {
			var options []flow.Option
			for _, c := range []when.Clock{{Hour: 8}, {Hour: 9}, {Hour: 13}, {Hour: 17}} {
				options = append(options, flow.Option{Value: c.String(), Label: clockText(in.Texts, clockOn(in.Now, c))})
			}
			return append(options, flow.Option{Value: startAnyTime, Label: in.Texts.T("broadcast.any_time.label")})
		},
		Parse: func(in flow.Input) (string, error) {
			said := in.Value
			if said == "" {
				said = strings.TrimSpace(in.Text)
			}
			if said == startAnyTime || in.Word == flow.Any {
				return startAnyTime, nil
			}
			return readStart(thai.Lower(said))
		},
	}
}

// readStart reads a time of day where one was asked for: a bare number is one as well.
func readStart(said string) (string, error) {
	if aCount.MatchString(said) {
		return "", &flow.Invalid{Key: "broadcast.start.unclear"}
	}
	if n, err := strconv.Atoi(said); err == nil && n <= 12 {
		said += " โมง"
	} else if err == nil {
		said += " น."
	}
	c, err := when.Time(said)
	var both *when.AmbiguousClock
	switch {
	case errors.As(err, &both):
		return "", &flow.Invalid{Key: "broadcast.start.which"}
	case err != nil:
		return "", &flow.Invalid{Key: "broadcast.start.unclear"}
	}
	return c.String(), nil
}

// startsAt is when people are needed first; zero where it does not matter.
func startsAt(d broadcastDraft) time.Time {
	c, said := calls.StartIn(d.When)
	if !said {
		c, said = calls.StartIn(d.Start)
	}
	if !said || d.Now || d.From.IsZero() {
		return time.Time{}
	}
	return domain.Instant(clockOn(d.From, c))
}

// clockText is a time of day in a language; the texts of a flow are those of a turn, which can write one.
func clockText(texts flow.Texts, at time.Time) string {
	w, ok := texts.(cards.Words)
	if !ok {
		return at.Format("15:04")
	}
	return w.Clock(at)
}

// startOf is what was answered for a call whose words for when do not say it.
func startOf(c *domain.Call) string {
	if c.StartsAt.IsZero() {
		return startAnyTime
	}
	at := c.StartsAt.In(thai.Zone())
	return when.Clock{Hour: at.Hour(), Minute: at.Minute()}.String()
}

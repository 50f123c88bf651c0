package flows

import (
	"regexp"
	"strconv"
	"strings"

	"jitasa/internal/domain"
)

// Response is what the person did because of something that was sent to many,
// for those who count.
type Response struct {
	Campaign string // id of the issue or call
	Kind     domain.ResponseKind
	Value    string // as in domain.Response
}

// campaignForm is what the session of a button can be that names a campaign: it came from outside.
var campaignForm = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// responds notes a response to the campaign that a button names; false: it names none. Of who does
// not want to be counted only what they themselves mean to tell is noted, and that they have read
// something, so that they do not get it twice.
func (t *Turn) responds(campaign string, kind domain.ResponseKind, value string) bool {
	if !campaignForm.MatchString(campaign) {
		return false
	}
	if !t.Me.Unmeasured || kind == domain.HasVoted || kind == domain.HasRead {
		t.Effects.Responses = append(t.Effects.Responses, Response{campaign, kind, value})
	}
	return true
}

// pollAtMost bounds the name of a poll, in bytes.
const pollAtMost = 64

// isVote reports whether a value is "poll:option" with the number of an option.
func isVote(value string) bool {
	at := strings.LastIndex(value, ":")
	if at < 1 || at > pollAtMost {
		return false
	}
	option, err := strconv.ParseUint(value[at+1:], 10, 6)
	return err == nil && strconv.FormatUint(option, 10) == value[at+1:]
}

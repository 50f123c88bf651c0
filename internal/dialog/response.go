package dialog

import (
	"regexp"

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

// NamesCampaign reports whether the session of a button can be a campaign's id.
func NamesCampaign(session string) bool { return campaignForm.MatchString(session) }

// Responds notes a response to the campaign that a button names; false: it names none. Of who does
// not want to be counted only what they themselves mean to tell is noted, and that they have read
// something, so that they do not get it twice.
func (t *Turn) Responds(campaign string, kind domain.ResponseKind, value string) bool {
	if !NamesCampaign(campaign) {
		return false
	}
	if !t.Me.Unmeasured || kind == domain.HasVoted || kind == domain.HasRead {
		t.Effects.Responses = append(t.Effects.Responses, Response{campaign, kind, value})
	}
	return true
}

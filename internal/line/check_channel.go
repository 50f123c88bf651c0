package line

import (
	"context"
	"fmt"
	"time"
)

// How long a token must live on: below the first somebody should know, below
// the second it is urgent. One that ends later than forever does not end.
const (
	tokenLook   = 31 * 24 * time.Hour
	tokenUrgent = 3 * 24 * time.Hour
	forever     = 5 * 365 * 24 * time.Hour
)

// checkGrant looks at the token's end, and whether the secret is of the same channel.
func (s *Sender) checkGrant(ctx context.Context, secret string) []Finding {
	grant, err := s.Grant(ctx)
	switch {
	case IsKind(err, Rejected) || IsKind(err, Unauthorized): // of the kinds with a life of their own choice, LINE tells nothing this way
		return []Finding{{Look,
			"LINE does not tell the token's channel and end: neither is checked, nor whether the secret is of the same channel.",
			"Nothing, if the token is of the kind v2.1: see that it is renewed in time."}}
	case err != nil:
		return []Finding{Explain("when the token ends", err)}
	}
	var found []Finding
	if grant.Left > 0 && grant.Left < tokenLook {
		ending := Finding{Look,
			"The token ends on " + s.now().Add(grant.Left).UTC().Format("2 January 2006, 15:04 UTC") + ".",
			mendToken + " A long-lived one has no end."}
		if grant.Left < tokenUrgent {
			ending.Standing = Broken
		}
		found = append(found, ending)
	}
	return append(found, s.checkSecret(ctx, grant.Channel, secret))
}

// checkSecret has LINE issue a token of 15 minutes for the channel's id and the
// secret, and throws it away: no other call tells whether they belong together.
func (s *Sender) checkSecret(ctx context.Context, channel, secret string) Finding {
	if secret == "" {
		return Finding{Look,
			"JITASA_LINE_SECRET is not set here, so whether it is of channel " + channel + " is not checked.",
			"Run this where jitasa serve has its settings."}
	}
	source, err := NewStateless(StatelessOptions{Endpoint: s.base, ChannelID: channel, Secret: secret, HTTPClient: s.client, Now: s.now})
	if err == nil {
		_, err = source.Token(ctx)
	}
	switch {
	case IsKind(err, Rejected) || IsKind(err, Unauthorized):
		return Finding{Broken,
			"JITASA_LINE_SECRET is not the secret of channel " + channel + ", which the token belongs to: every message would be refused as not LINE's.",
			"Take both from one channel in the LINE Developers console: Basic settings, Channel secret; Messaging API, Channel access token."}
	case err != nil:
		return Explain("whether the secret is the channel's", err)
	}
	return fine("Token and secret are of one channel (%s).", channel)
}

// clockSlack is how far our clock may be from LINE's. Reply tokens live a
// minute from when LINE says that something happened.
const clockSlack = 20 * time.Second

// checkClock holds our clock against LINE's, of which we know the second.
func checkClock(began, answered, line time.Time) Finding {
	if line.IsZero() {
		return Finding{Look, "LINE's answer does not tell the time, so this machine's clock is not checked.",
			"See that the clock is set by NTP (timedatectl)."}
	}
	var off time.Duration
	switch latest := line.Add(time.Second); {
	case began.After(latest):
		off = began.Sub(latest)
	case answered.Before(line):
		off = answered.Sub(line)
	}
	if off.Abs() <= clockSlack {
		return fine("This machine's clock agrees with LINE's.")
	}
	word := "ahead of"
	if off < 0 {
		word = "behind"
	}
	return Finding{Broken,
		fmt.Sprintf("This machine's clock is %s %s LINE's: answers would be thought too late, or certificates expired.", off.Abs().Round(time.Second), word),
		"Have the clock set by NTP (timedatectl set-ntp true), on every machine that runs jitasa serve."}
}

package line

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
)

// Standing is how a thing stands that [Check] looked at.
type Standing int

// The standings of a finding.
const (
	Fine   Standing = iota
	Look            // it works, or LINE does not tell: worth a look
	Broken          // to be mended
)

// Finding is one thing that [Check] looked at, in words for whoever runs the bot.
type Finding struct {
	Standing Standing
	What     string // what was found
	Mend     string // what to do about it; "" when Fine
}

func fine(format string, args ...any) Finding { return Finding{What: fmt.Sprintf(format, args...)} }

// Expected is what this bot knows of itself; what is empty is not checked.
type Expected struct {
	Webhook string       // the address under which LINE shall reach it
	Secret  string       // the channel's
	Client  *http.Client // for a look at the webhook from here; default: one that follows no redirects
}

// Check asks LINE whether everything is in place for the bot: the token and the
// secret, the clocks, the webhook, the quota, the rich menus, staff's chat. It
// changes nothing. Where the token is refused, nothing else can be asked.
func Check(ctx context.Context, s *Sender, want Expected) []Finding {
	if want.Client == nil {
		want.Client = &http.Client{Transport: newTransport(), Timeout: s.timeout, CheckRedirect: noRedirect}
	}
	began := s.now()
	bot, err := s.Bot(ctx)
	if err != nil {
		return []Finding{Explain("who the token belongs to", err)}
	}
	found := []Finding{fine("The token works: the bot is %s (%s).", bot.Name, bot.BasicID)}
	found = append(found, s.checkGrant(ctx, want.Secret)...)
	found = append(found, checkClock(began, s.now(), bot.Answered))
	found = append(found, s.checkWebhook(ctx, want)...)
	found = append(found, checkQuota(ctx, s))
	found = append(found, s.checkMenus(ctx)...)
	return append(found, checkChat(bot), unasked())
}

func noRedirect(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// quotaLow is the part of the month's messages, in percent, below which somebody should know.
const quotaLow = 10

func checkQuota(ctx context.Context, s *Sender) Finding {
	q, err := s.Quota(ctx)
	switch {
	case err != nil:
		return Explain("the quota", err)
	case !q.Limited:
		return fine("The plan sets no limit; %d messages sent this month.", q.Used)
	case q.Left() == 0:
		return Finding{Broken,
			"This month's messages are used up: " + strconv.Itoa(q.Used) + " of " + strconv.Itoa(q.Limit) + ".",
			"Replies still work. For newsletters and reminders take a larger plan, or wait for the next month."}
	case q.Left()*100 < q.Limit*quotaLow:
		return Finding{Look,
			fmt.Sprintf("Only %d of %d messages are left this month; replies cost none.", q.Left(), q.Limit),
			"Keep them for reminders and calls for help, or take a larger plan."}
	}
	return fine("%d of %d messages are left this month; replies cost none.", q.Left(), q.Limit)
}

// checkChat: who asks for a person is told that staff answer in this chat.
func checkChat(bot Bot) Finding {
	if bot.Chat {
		return fine("Chat is on: staff can answer by hand in the LINE Official Account Manager.")
	}
	return Finding{Look,
		"Chat is off: nobody can answer in the chat those who ask for a person.",
		"If staff answer by hand, switch on Chat in the LINE Official Account Manager (Settings, Response settings)."}
}

// unasked is what matters and what LINE's API does not tell.
func unasked() Finding {
	return Finding{Look,
		"Two switches are not told to programs: see that they are right.",
		`"Webhook redelivery" on (LINE Developers console, Messaging API), so that LINE sends again what came while the bot was down; ` +
			`"Auto-response messages" off (LINE Official Account Manager, Response settings), so that nobody is answered twice.`}
}

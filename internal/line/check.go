package line

import (
	"context"
	"fmt"
	"net/url"
	"strconv"

	"jitasa/internal/line/richmenu"
)

// Finding is one thing that [Check] looked at, in words for whoever runs the bot.
type Finding struct {
	OK   bool
	What string // what was found
	Mend string // what to do about it; "" when OK
}

// Check asks LINE whether everything is in place for the bot: the token, the
// webhook, the quota, the rich menus. It changes nothing. Where the token is
// refused, nothing else can be asked.
func Check(ctx context.Context, s *Sender) []Finding {
	bot, err := s.Bot(ctx)
	if err != nil {
		return []Finding{badStart(err)}
	}
	found := []Finding{{OK: true, What: fmt.Sprintf("The token works: the bot is %s (%s).", bot.Name, bot.BasicID)}}
	found = append(found, checkWebhook(ctx, s)...)
	return append(found, checkQuota(ctx, s), checkMenus(ctx, s))
}

func badStart(err error) Finding {
	if IsKind(err, Unauthorized) {
		return Finding{
			What: "LINE refuses the channel access token.",
			Mend: "Issue a token in the LINE Developers console (your channel, Messaging API, Channel access token) and set JITASA_LINE_TOKEN.",
		}
	}
	return Finding{
		What: "LINE cannot be reached: " + err.Error() + ".",
		Mend: "Check this machine's connection to the internet, and JITASA_LINE_API if you set it.",
	}
}

func checkWebhook(ctx context.Context, s *Sender) []Finding {
	const setIt = "Set it in the LINE Developers console (Messaging API, Webhook URL) or with: jitasa line setup"
	hook, err := s.Webhook(ctx)
	switch {
	case IsKind(err, NotFound) || err == nil && hook.URL == "":
		return []Finding{{What: "No webhook address is set, so no message reaches the bot.", Mend: setIt}}
	case err != nil:
		return []Finding{cannotAsk("the webhook address", err)}
	}
	if u, err := url.Parse(hook.URL); err != nil || u.Scheme != "https" {
		return []Finding{{What: "The webhook address " + hook.URL + " is not https.", Mend: "LINE needs https with a public certificate. " + setIt}}
	}
	if !hook.Active {
		return []Finding{{What: "The webhook is switched off.", Mend: `Switch on "Use webhook" in the LINE Developers console (Messaging API).`}}
	}
	trial, err := s.TestWebhook(ctx)
	switch {
	case err != nil:
		return []Finding{cannotAsk("for a test of the webhook", err)}
	case !trial.OK:
		return []Finding{{What: fmt.Sprintf("LINE's test of %s failed: %s, status %d.", hook.URL, trial.Reason, trial.Status), Mend: mendTrial(trial)}}
	}
	return []Finding{{OK: true, What: "The webhook " + hook.URL + " is on and answers."}}
}

func mendTrial(t Trial) string {
	switch {
	case t.Status == 401:
		return "The channel secret differs: copy it from the console (Basic settings, Channel secret) to JITASA_LINE_SECRET."
	case t.Status == 404:
		return "The address must end in /webhook/line."
	case t.Status != 0 && t.Status != 200:
		return "See the log of jitasa serve at this moment."
	}
	return "Start jitasa serve, and check that its public address is reachable from the internet with a valid certificate."
}

func checkQuota(ctx context.Context, s *Sender) Finding {
	q, err := s.Quota(ctx)
	switch {
	case err != nil:
		return cannotAsk("the quota", err)
	case !q.Limited:
		return Finding{OK: true, What: fmt.Sprintf("The plan sets no limit; %d messages sent this month.", q.Used)}
	case q.Left() == 0:
		return Finding{
			What: "This month's messages are used up: " + strconv.Itoa(q.Used) + " of " + strconv.Itoa(q.Limit) + ".",
			Mend: "Replies still work. For newsletters and reminders take a larger plan, or wait for the next month.",
		}
	}
	return Finding{OK: true, What: fmt.Sprintf("%d of %d messages are left this month; replies cost none.", q.Left(), q.Limit)}
}

func checkMenus(ctx context.Context, s *Sender) Finding {
	const mend = "Run: jitasa line setup"
	aliases, err := s.menuAliases(ctx)
	if err != nil {
		return cannotAsk("the rich menus", err)
	}
	installed, err := s.sdk(ctx).GetRichMenuList()
	if err != nil {
		return cannotAsk("the rich menus", asked("listing rich menus", err))
	}
	names := make(map[string]string, len(installed.Richmenus))
	for _, m := range installed.Richmenus {
		names[m.RichMenuId] = m.Name
	}
	for _, m := range richmenu.All() {
		switch names[aliases[alias(m.Lang)]] {
		case m.Name():
		case "":
			return Finding{What: "The rich menu (" + m.Lang + ") is not installed.", Mend: mend}
		default:
			return Finding{What: "The rich menu (" + m.Lang + ") is of another version.", Mend: mend}
		}
	}
	if current, err := s.sdk(ctx).GetDefaultRichMenuId(); err != nil || current.RichMenuId != aliases[alias(richmenu.All()[0].Lang)] {
		return Finding{What: "The rich menu is not the default one.", Mend: mend}
	}
	return Finding{OK: true, What: "The rich menus are installed."}
}

func cannotAsk(what string, err error) Finding {
	return Finding{What: "LINE did not answer when asked " + what + ": " + err.Error() + ".", Mend: "Try again in a minute."}
}

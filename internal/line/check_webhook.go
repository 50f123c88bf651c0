package line

import (
	"context"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// WebhookPath is where the bot takes webhooks, below its public address.
const WebhookPath = "/webhook/line"

const setWebhook = "Set it in the LINE Developers console (Messaging API, Webhook URL) or with: jitasa line setup"

// checkWebhook looks at the address that LINE has, and has LINE call it.
func (s *Sender) checkWebhook(ctx context.Context, want Expected) []Finding {
	hook, err := s.Webhook(ctx)
	switch {
	case IsKind(err, NotFound) || err == nil && hook.URL == "":
		return []Finding{{Broken, "No webhook address is set, so no message reaches the bot.", setWebhook}}
	case err != nil:
		return []Finding{Explain("the webhook address", err)}
	}
	address, err := url.Parse(hook.URL)
	if err != nil || address.Scheme != "https" && !(s.Simulated() && onThisMachine(address)) {
		return []Finding{{Broken, "The webhook address " + hook.URL + " is not https.", "LINE needs https with a public certificate. " + setWebhook}}
	}
	var found []Finding
	if want.Webhook != "" && !sameAddress(hook.URL, want.Webhook) {
		found = append(found, Finding{Broken, "LINE sends messages to " + hook.URL + ", but this bot is at " + want.Webhook + ".",
			"If the latter is right, run: jitasa line setup. Otherwise mend JITASA_PUBLIC_URL."})
	}
	if !hook.Active {
		return append(found, Finding{Broken, "The webhook is switched off.", `Switch on "Use webhook" in the LINE Developers console (Messaging API).`})
	}
	return append(found, s.tryWebhook(ctx, hook.URL, want))
}

// tryWebhook has LINE call the address. What LINE could not reach is looked at from here, too.
func (s *Sender) tryWebhook(ctx context.Context, address string, want Expected) Finding {
	trial, err := s.TestWebhook(ctx, address)
	switch {
	case err != nil:
		return Explain("for a test of the webhook", err)
	case trial.OK:
		return fine("The webhook %s is on and answers.", address)
	case trial.Status != 0:
		return Finding{Broken, fmt.Sprintf("LINE's test of %s failed: it answers with status %d.", address, trial.Status), mendStatus(trial.Status)}
	}
	what := "LINE's test of " + address + " failed: " + inWords(trial.Reason) + "."
	if seen := seenFromHere(ctx, want.Client, address); seen.What != "" {
		return Finding{Broken, what + " Seen from here, " + seen.What + ".", seen.Mend}
	}
	return Finding{Broken, what + " From here it can be reached.",
		"See that a firewall lets in everybody, not only known addresses, that the name has the same address everywhere, and that answers come within two seconds."}
}

// inWords is LINE's reason in words.
func inWords(reason string) string {
	switch reason {
	case "COULD_NOT_CONNECT":
		return "LINE cannot connect to it"
	case "REQUEST_TIMEOUT":
		return "it did not answer in time"
	case "":
		return "LINE does not say why"
	}
	return "LINE says " + reason
}

// mendStatus is what to do about a webhook that answers with a status.
func mendStatus(status int) string {
	switch {
	case status == http.StatusUnauthorized:
		return "The channel secret of the bot that answers there differs: copy it from the console (Basic settings, Channel secret) to JITASA_LINE_SECRET, and start jitasa serve anew."
	case status == http.StatusForbidden || status == http.StatusMethodNotAllowed:
		return "Something before the bot refuses LINE: let POST " + WebhookPath + " through proxy and firewall, with its body and headers unchanged."
	case status == http.StatusNotFound:
		return "The address must end in " + WebhookPath + ", and the proxy must hand that path on unchanged."
	case status/100 == 3:
		return "LINE follows no redirects: set the address that it leads to, with https and " + WebhookPath + " at its end."
	case status == http.StatusBadGateway || status == http.StatusGatewayTimeout:
		return "The proxy answers, but not the bot behind it: start jitasa serve, and see that the proxy has its address."
	case status == http.StatusServiceUnavailable:
		return "The bot cannot store messages, or the proxy knows no healthy bot: see /readyz, and whether the database can be reached."
	}
	return "See the log of jitasa serve, and of the proxy before it, at this moment."
}

// seenFromHere is what keeps us from reaching an address; nothing, where some server answers.
func seenFromHere(ctx context.Context, client *http.Client, address string) Finding {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return Finding{Broken, "it is no address", setWebhook}
	}
	response, err := client.Do(request)
	if err != nil {
		t := troubleOf(unavailable(err).cause)
		return Finding{Broken, t.what, t.theirs}
	}
	_ = response.Body.Close() // that somebody answers is all we ask
	return Finding{}
}

// sameAddress compares two addresses, the case of host names aside.
func sameAddress(a, b string) bool {
	one, err1 := url.Parse(a)
	two, err2 := url.Parse(b)
	return err1 == nil && err2 == nil && one.Scheme == two.Scheme && strings.EqualFold(one.Host, two.Host) &&
		one.EscapedPath() == two.EscapedPath() && one.RawQuery == two.RawQuery
}

// Simulated reports whether LINE is played by this machine: then a webhook needs no https.
func (s *Sender) Simulated() bool { return onThisMachine(s.reply) }

func onThisMachine(u *url.URL) bool {
	if u.Hostname() == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(u.Hostname())
	return err == nil && ip.IsLoopback()
}

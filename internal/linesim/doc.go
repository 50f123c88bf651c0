// Package linesim is a strict LINE platform on loopback: it answers the
// Messaging API the way api.line.me does, sends signed webhooks to a bot and
// lets people (tests, scripts, a phone in the browser) talk to that bot. It
// tests any LINE bot, so it imports nothing of this module and not the LINE
// SDK: sharing code with a bot would share its mistakes.
//
// # What it checks
//
// Every request needs a valid channel token. Message objects of all types,
// actions, quick replies, senders, Flex containers and rich menus are held
// against the Messaging API reference: required properties, enumerations,
// lengths (UTF-16 units, or grapheme clusters where LINE counts those), URL
// schemes, sizes of the JSON; unknown properties are refused unless
// Options.Lenient is set. Reply tokens work once, for one minute of the
// virtual clock; retry keys are remembered for 24 hours and answered 409;
// the monthly quota and the rate limits answer 429 with LINE's texts. Each
// refusal is explained in the log (Log.Findings).
//
// # What it does not check
//
// It fetches no URL, so sizes and formats of images behind links are unknown
// to it. It knows no sticker catalogue and no audiences (a narrowcast to an
// audience fails in its progress), no groups and rooms (they answer 404), no
// coupons, no memberships, no partner endpoints and no TLS. JWT assertions for
// channel tokens are read but their signature is not verified, because the
// public key lives in LINE's console. Redelivery count and back-off are LINE's
// secret; ours are Options. Rate limits are fixed windows per endpoint. Where
// the reference is silent the simulator refuses: columns that differ, areas
// outside of their menu, a quick reply without items.
//
// Webhook addresses may be plain http, which LINE refuses: the bot under test
// is on loopback. By default a person's events come in order, one per body;
// LINE promises neither, so try Hold and the webhook faults.
//
// # How to use it
//
// A test makes a Sim, serves Handler on a httptest.Server, points the bot's
// API address at it and Options.WebhookURL at the bot. Then AddPerson, Follow,
// SendText, Postback and friends act for people; WaitReply, WaitChat,
// WaitIdle and WaitAccepted wait without polling; Chat, Accepted, Log and
// Stats tell what happened; SetFault, Hold, Redeliver, PostRaw and Advance
// make trouble. Everything can be done over HTTP as well, under /sim/ (see
// control.go and control_people.go); the phone page at /phone/ uses only that,
// and GET /sim/events streams changes. The control API is for loopback: it
// refuses foreign Host names (unless Options.AnyHost) and foreign origins.
//
// Besides what LINE has, /sim/ offers: hold and release (several events in one
// body), redeliver, event (any type of event), reset.
//
// # Where to start reading
//
// sim.go wires the parts; api.go routes the Messaging API; accept.go is the way
// of a message that was accepted; phone.go, events.go and deliver.go are the
// way of an event; check.go is the rule engine that messages.go, flex.go, template.go,
// action.go and richmenu_rules.go feed; control.go is the control API of the
// phone page. The virtual clock (clock.go) governs reply tokens, retry keys,
// quota months, rate windows and redelivery.
package linesim

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
// secret; ours are Options. Rate limits are fixed windows per endpoint.
//
// # Where to start reading
//
// sim.go wires the parts; api.go routes the Messaging API; accept.go is the way
// of a message that was accepted; webhook.go and deliver.go are the way of an
// event; check.go is the rule engine that messages.go, flex.go, template.go,
// action.go and richmenu_rules.go feed; control.go is the control API of the
// phone page. The virtual clock (clock.go) governs reply tokens, retry keys,
// quota months, rate windows and redelivery.
package linesim

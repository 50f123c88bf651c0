// Package chat is the platform-neutral language between conversations and the
// places where people chat: what came in ([Event]) and what goes out
// ([Message], [Card], [Choice]). It must not know LINE, storage or languages:
// every text in it is ready to be read.
//
// Adapters (package line, the terminal) turn messages into what their platform
// has and keep its limits; conversations never count characters. [Plain] says
// the same content without cards, for screen readers, old phones and terminals.
package chat

// Package app puts the parts together: it builds the bot, the inbox and the web server on an open store, starts them in
// order and stops them in reverse. It holds the small adapters between packages that must not know each other.
//
// It is the only package that sees everything, and must have no rules of its own: what may be done, and what is said,
// belongs to capabilities, cards and faces. How a store is opened is package opening's; package tryout runs an app without LINE.
//
// Start reading at [New].
package app

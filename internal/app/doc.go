// Package app puts the parts together: it opens the store, builds the bot, the
// inbox and the web server, starts them in order and stops them in reverse. It
// is the only package that sees everything, and holds the small adapters between
// packages that must not know each other.
//
// Start reading at [New].
package app

// Package terminal is a platform for one person at a keyboard: what is typed becomes events, and answers are printed.
// With it the bot can be tried without an account of LINE.
//
// It must not know conversations, stores or LINE. Start reading at [Terminal.Talk].
package terminal

// Package human is the people behind the bot: asking for one (human), and, for staff, seeing who waits (waiting) and answering
// them (answer). It is not called support, as the map of the design does, because the capability is, whose other face it is.
//
// While a member of staff has the word, the bot passes on what the person says and keeps out of it, unless they plainly mean
// the bot. Who may answer whom, and what others are told of it, is decided by package support.
//
// It must not know the conversations of other themes; package sos reaches staff through [Human.Hear], [Human.End] and
// [Human.Alone], by an interface of its own.
//
// Start reading at human.go, then support.go.
package human

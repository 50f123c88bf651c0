// Package calling is an organisation's call for help in the chat: a manager makes one and follows it (broadcast), staff decide about
// it (approve), people answer it (answer_call). Somebody who is in danger is no call: that is package sos.
//
// The kinds of answer that a call alone asks for lie here too (answer_when.go, answer_start.go, answer_contact.go). What may be
// done by whom, and what others are told of it, is decided by package calls.
//
// It must not know the conversations of other themes.
//
// Start reading at calling.go, then broadcast.go.
package calling

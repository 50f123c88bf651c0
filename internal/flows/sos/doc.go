// Package sos answers somebody in danger: whom to phone first, then a person of staff, who is told at once. What they write and share in
// the next hours is for staff.
//
// A call for help that an organisation makes is no such thing: see package calling. Its buttons, its intent and its texts are still
// named "call", as they were before: other programs and stored messages rely on them.
//
// It must not know the conversations of other themes: staff are reached through [Desk].
//
// Start reading at sos.go.
package sos

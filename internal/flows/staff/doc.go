// Package staff is becoming a member of staff or a manager, by a code, and the way from the chat to the pages of staff.
//
// What staff do in the chat lies with its theme: calls in calling, people who wait in human. It must not know the
// conversations of other themes.
//
// Start reading at staff.go.
package staff

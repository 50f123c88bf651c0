// Package member is what people and the bot say about the person themselves: consents, the sign-up, the profile, "my data",
// erasing it all.
//
// The questions of a profile are one table (questions.go). What is decided about a profile is kept on dialog.Turn.Me, which the
// bot saves with the turn.
//
// It must not know the conversations of other themes: where one leads on to them, [Parts] says how.
//
// Start reading at member.go, then signup.go.
package member

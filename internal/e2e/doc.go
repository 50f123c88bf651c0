// Package e2e holds the tests that see what people see: the whole of Jitasa as
// `jitasa demo` starts it, and people with a phone in a real browser in front
// of it. Every tap goes through the page, the LINE platform of linesim, signed
// webhooks, the bot, its database and back.
//
// The package must not know how anything is done inside: it finds its way by
// what is written on buttons (the texts of locales/) and by the data-testid
// hooks of the phone's page, and judges by what is shown.
//
// There is nothing here but tests. Start reading at signup_test.go, the main
// job from the first tap to work nearby; phone_test.go holds the taps, world_test.go
// what is started. Screenshots go to JITASA_SCREENSHOTS. Chromium is looked for
// on the PATH and in JITASA_CHROMIUM; without one the tests fail, unless
// JITASA_NO_BROWSER=1 leaves them out. -picture draws the README's picture anew.
package e2e

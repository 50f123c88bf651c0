// Package flows puts the conversations together: one package for each theme, with one file for each conversation, and
// flows.go lists them all.
//
//   - member: consents, the sign-up, the profile, "my data", erasing
//   - taking: joining a shift, waiting for a seat, cancelling; who comes, for those who lead
//   - finding: work nearby, its details, what somebody is interested in
//   - calling: an organisation's call for help, its approval and its answers
//   - sos: somebody is in danger
//   - human: the people behind the bot, and staff who answer
//   - news: the newsletter
//   - staff: codes, and the way to the console
//   - general: the welcome, the language, help, the menu, small talk
//   - answers: kinds of answer that several themes ask for
//
// No theme imports another: where one leads on to another, flows.go says how. What a conversation stands on is package
// dialog, what it shows to others package cards, and what may be done by whom lies with the capabilities.
//
// How it all reads is in testdata: transcripts that flow/flowtest plays. What is typed at an open question and is no answer is drawn at
// random by the tests; `go test ./internal/flows -run TypedAll -typed.at all -timeout 3h` types it all, and what was once taken for an answer goes into
// testdata/typed.list.
//
// Start reading at flows.go, then member/signup.go.
package flows

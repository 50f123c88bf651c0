// Package asking answers questions: about the work or the call that was shown, about the network, the bot and volunteering.
//
// What a question is about is for package understand to say. A question about work is answered from its fields ([Asking] in work.go, call.go),
// and in the organiser's own words where some of them are about it (quotes.txt); of a list it asks which is meant. The other answers are
// texts (locales/*/answers.toml), and what leads on from each stands in topics.txt. Where nothing is known the bot says so and
// offers to pass the question on: then staff have it in the person's words, with the work that it is about.
//
// An answer stands beside what is going on: what was shown stays at hand, and an open question comes again. Nothing that asks is an answer
// to one. It must not know how a text is understood, nor how work is found.
//
// Start reading at asking.go, then matter.go.
package asking

// Package asking answers questions: about the network, the bot and volunteering.
//
// What a question is about is for package understand to say; the answers are texts (locales/*/answers.toml), and what leads on from
// each stands in topics.txt. It must not know how a text is understood, nor the work itself.
//
// Start reading at [About].
package asking

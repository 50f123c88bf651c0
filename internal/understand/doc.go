// Package understand is what the bot makes of a text: the intent, the place,
// the days, the time, the phone, the e-mail, the cause.
//
// It puts together what thai and place find, a lexicon of both languages
// (lexicon*.go), and what a model has learned from sentences (package sense):
// which harm, which topic, which command. It knows nothing of conversations: whether an
// intent may interrupt one is for the flow to say, and [Result.Sure] is there
// for that. It prefers not to understand to understanding wrongly: a name such
// as สมัคร is an intent only where the text holds nothing that it could be the
// name with.
//
// Start reading at [Reader.Read] and testdata/cases.txt.
package understand

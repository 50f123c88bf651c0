// Package understand is what the bot makes of a text: the intent, the place,
// the days, the time, the phone, the e-mail, the cause.
//
// It puts together what thai and place find and a small lexicon of both
// languages (lexicon*.go). It knows nothing of conversations: whether an
// intent may interrupt one is for the flow to say, and [Result.Sure] is there
// for that. It prefers not to understand to understanding wrongly: a name such
// as สมัคร is an intent only where the text holds nothing that it could be the
// name with.
//
// Start reading at [Reader.Read] and testdata/cases.jsonl.
package understand

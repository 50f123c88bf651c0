// Package support is the person behind the bot: who waits for one, which member
// of staff has the word, and what was said between them.
//
// A [Thread] is one time that somebody asked for a person, from the asking to
// the end. It waits, those in danger first, until a member of staff takes it;
// then it is in their hands, and nobody else's, until they give it back to the
// bot, the person ends it, or nobody has said a word for [LapseAfter]. A member of
// staff who wants a person is answered by a colleague, never by themselves.
//
// Staff are told of danger at once. What else is asked and said is gathered for
// some minutes, as each notice may cost a message ([Service.Round]). Where the
// month has none left for it ([Means]), what is said stays untold until there are:
// staff are warned once, find a line with their next answer, and who asks is told
// that staff will see it when they look. Danger may have the reserve.
//
// Every use case names the event that caused it, and done twice it is done once.
// What is to be told to others comes back as facts ([Notice]): texts, chat,
// storage and LINE are not known here.
//
// Start reading at [Thread], whose methods are the rules, then service.go.
package support

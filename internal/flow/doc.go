// Package flow is the conversation engine: typed questions without a "next".
//
// A flow is a list of steps. The current step is the first one that applies and
// has no answer, so inserting a question is one line, changing an answer clears
// one id, a branch is a guard ([Step.If]), and a person who stopped in the
// middle is simply asked what is new since.
//
// The engine is pure: [Flow.Advance] takes a state and an input and gives a
// state and messages. It must not know storage, clocks, networks or LINE; the
// time and the words come in with the [Input].
//
// Start reading at [Step] and [Flow.Advance]; the kinds of answer are in
// answer.go, and package flows has the conversations.
package flow

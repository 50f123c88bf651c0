// Package answers holds the kinds of answer that conversations of several themes ask for: yes or no, a choice of a list, causes, a
// place, a phone, an e-mail address. Each reads taps and written text in Thai and English, and says why it does not understand.
//
// A kind that one theme alone asks for lies with the theme. The package must not know turns: an answer is read from a
// flow.Input alone, so it can be tested alone.
//
// Start reading at answers.go.
package answers

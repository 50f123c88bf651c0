// Package when reads what people in Thailand say of time: dates, spans, holidays by
// name, times and parts of the day, years of birth, in Thai and in English.
//
// Every function is pure; the moment "now" is always an argument. Like package
// thai, on whose form of a text it builds, it knows nothing of places, intents,
// conversations or storage, and a parser that is not certain says so (a typed error
// with the candidates, or [ErrNone]): a wrong date costs a volunteer a day, a
// question costs a tap.
//
// A text is taken apart into tokens once (token.go, words.go); the parsers read those.
// Start reading at [Dates] and [FindMoments].
package when

// Package sentences holds what people say, by what they mean by it, and the model that was learned from it.
//
// danger.txt tells harms apart, topics.txt what a question is about, intents.txt what is wanted. `go run ./cmd/learn` learns the model
// from them, and has to be run after each change of a list; a test holds that. What the program is measured by lies elsewhere
// (understand/testdata/kept) and is never learned from.
//
// In a list "== class" begins a class, each line after it is a sentence, "#" begins a remark, the class "-" is everything
// that is none of the others, and "--" what is nothing in any list.
//
// Start reading at sentences.go.
package sentences

// Package sentences holds what people say, by what they mean by it, and the models that were learned from it.
//
// danger.txt tells harms apart, topics.txt what a question is about. `go run ./cmd/learn` learns the models from them, and has to be
// run after each change of a list; a test holds that. What the program is measured by lies elsewhere (understand/testdata/kept) and is
// never learned from.
//
// In a list "== class" begins a class, each line after it is a sentence, "#" begins a remark, and the class "-" is everything
// that is none of the others.
//
// Start reading at sentences.go.
package sentences

// Package index finds names: whole, by a beginning or an ending, with one slip, and those that a text begins with.
//
// It knows nothing of places. Start reading at [Names].
package index

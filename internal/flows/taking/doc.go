// Package taking is the conversations about taking part: joining a shift from the card of its work, waiting for a seat, cancelling, what
// somebody has joined, and who comes to the shifts that somebody leads.
//
// What may be done is shifts' to decide; here it is asked, shown and said. Start reading at taking.go.
package taking

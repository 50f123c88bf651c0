// Package news is the newsletter in the chat: reading the issue of the month, subscribing and leaving, how often to write, why one
// got it, being counted or not, polls.
//
// It must not know the conversations of other themes, nor how issues are made and sent: that is package newsroom.
//
// Start reading at newsletter.go.
package news

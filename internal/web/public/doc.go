// Package public holds the pages that anybody may read: the front page, the privacy notice, what is said of links that lead
// nowhere, and the newsletter with its feed. They need no JavaScript; pages of texts are rendered once, at the start.
//
// Texts come from locales/; the layout is package page's. Start reading at [New].
package public

// Package public holds the pages that anybody may read: the front page, the privacy notice, the newsletter with its feed, what
// the links of newsletters lead to, and a person's own data for whoever holds the link to them. They need no JavaScript; pages
// of texts are rendered once, at the start.
//
// It must not know stores, LINE or conversations. Texts come from locales/; the layout, and what an error means, are package page's. Start reading at [Pages.Routes].
package public

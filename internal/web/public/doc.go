// Package public holds the pages that anybody may read: the front page and the
// privacy notice. They need no JavaScript, and are rendered once, at the start.
//
// Texts come from locales/, through the small interface [Texts]. Start reading
// at [New]; the layout is in page.html, the looks in site.css.
package public

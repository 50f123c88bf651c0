// Package page makes the pages of every web face: one layout, a template for each page that fills the layout's blocks, and
// assets whose address changes with their content, so that browsers keep them for ever.
//
// A template speaks through {{t "key" "Name" value}}, in the language of the page, and links to an asset by {{asset "site.css"}}.
// The package must not know HTTP (package web answers), nor what any page is about.
//
// Start reading at [Kit]; the layout is in layout.html, the looks in site.css.
package page

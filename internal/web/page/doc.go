// Package page is the kernel of every web face: one layout, a template for each page that fills the layout's blocks, assets
// whose address changes with their content, and one way to answer: a page is a function from a [Request] to a [View] or an
// error, and [Face] knows the rest (headers, what caches may keep, which language, what an error means, forms of ours only).
//
// A template speaks through {{t "key" "Name" value}}, in the language of the page, and links to an asset by {{asset "site.css"}};
// its forms hold {{.Nonce}}, and show {{index .Problems "field"}} beside a field with {{index .Form "field"}} in it.
// The package must not know what any page is about, nor the server that mounts it.
//
// Start reading at [Face]; the layout is in layout.html, the looks in site.css.
package page

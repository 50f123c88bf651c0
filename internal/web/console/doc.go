// Package console is the face of staff in the browser: pages and forms over the use cases of the capabilities, in plain HTML.
//
// A page is a file and a template of its own: a function that reads what was asked and returns a [page.View]; a form calls one
// use case and says where to go on. What somebody may do is decided by the use case, from the [access.Actor] that their
// session stands for; its errors become pages in one place ([page.Face]). Forms carry a nonce, which is the key of the use case,
// so that a form that is sent twice does its work once, and are taken from our own pages only.
//
// What others are told of a decision is delivered before the answer: who sees an error instead sends the form again, which decides
// nothing twice and tells them. After a kill just then they are told by the repair of calls, unless an approved call goes out already.
//
// Start reading at [Console]; staff.go is the pattern for pages to come.
package console

// Package newsroom owns an issue's life: it is drafted, checked, tried on a member of staff, sent once, corrected until
// the first reader has it, published, withdrawn, and what came of it is told. The audiences that staff save under a
// name are its own as well.
//
// An issue is sent by one campaign, whose id follows from the issue's: that is why it is sent once, whoever sends it.
// What is about to be sent is a [Plan] first, so that whoever is asked agrees to exactly what goes out then. What is
// kept as an issue is what is out, for the archive, the feed and the chat; an issue that waits to be sent is in its
// campaign alone.
//
// Editors, admins and the operator on the command line may do all of this, and each change is recorded; what anybody may
// read is in out.go.
//
// Its content and how that looks is package newsletter's, who gets what once is package deliver's, and what is counted
// is package measure's. The package must not know stores, LINE, the web or conversations: it declares what it needs.
// Start reading at [Service], then plan.go and publish.go.
package newsroom

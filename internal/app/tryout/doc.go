// Package tryout runs the app so that somebody can try it without an account of LINE: [Chat] in a terminal, [Demo] with a
// LINE platform and a phone in the browser. Both work on demo data, in a database of their own that is gone at the end.
//
// Like package app, whose [app.App] it builds, it is wiring only. Start reading at [NewDemo].
package tryout

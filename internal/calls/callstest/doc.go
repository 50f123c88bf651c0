// Package callstest is a sending that sends nothing, with which the real rules of
// package calls run: for its tests, and for transcripts. It must not
// have rules of its own. It is for tests only.
package callstest

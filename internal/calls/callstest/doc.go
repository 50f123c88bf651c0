// Package callstest is a store and a sending in memory, with which the real
// rules of package calls run: for its tests, and for transcripts. It must not
// have rules of its own. It is for tests only.
package callstest

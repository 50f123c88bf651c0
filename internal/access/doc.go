// Package access owns who may do what: codes, and the log of what was changed
// about staff and managers.
//
// A code is generated, or given by an operator, runs out, and makes whoever types
// it in the chat a member of staff (once) or a manager of an organisation (a
// number of times). Wrong ones are counted per person and over all, under a hash
// that names nobody once its day is over, and apart from everything that an
// erasure deletes: who starts anew may not guess anew.
//
// It must not know storage, the chat or the web: it declares what it needs of
// them, and returns facts.
//
// Start reading at [Desk.Redeem]; code.go says what a code is, tries.go how
// wrong ones are counted, log.go what is recorded.
package access

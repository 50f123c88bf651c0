// Package access owns who may do what: staff and managers, their codes, what each role may do, and the log of what
// they did.
//
// Whoever acts is an [Actor]: a person, from the chat or the console, the operator on the command line, or the program
// itself. Use cases, here and in the other capabilities, take one, ask it whether it may, answer domain.ErrForbidden
// if not, and write what they changed into the log ([Audit]), to which entries are only ever added.
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
// Start reading at [Actor], then [Service.Redeem]; code.go says what a code is, tries.go how
// wrong ones are counted, log.go what is recorded, staff.go and organisation.go what is administered.
package access

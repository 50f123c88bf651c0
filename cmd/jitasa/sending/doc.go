// Package sending has the commands about what is sent to many: `jitasa newsletter`, `jitasa campaign` and `jitasa segment`,
// for the editors and operators who work in a terminal.
//
// It must not know what may be sent, when and to whom: package newsroom decides, and each verb here reads what was typed,
// calls one of its use cases and prints what came of it. Start reading at [Newsletter].
package sending

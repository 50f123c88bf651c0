// Package seal encrypts personal data field by field, with keys that the
// database itself keeps, wrapped by the operator's master key (JITASA_KEY).
//
//   - A sealed value is bound to the place that it belongs to (associated data:
//     collection, document, field), so it opens nowhere else.
//   - A blind index is a keyed hash: equal values have equal ones, for look-ups,
//     and without the key nothing can be learnt from it.
//   - The master key changes by wrapping the ring under two of them for a while.
//
// Data keys change while processes run ([Rotation]): new ones are added, then
// promoted to be those that seal, then what is sealed with others is sealed anew.
// What makes that safe, in the order of the steps:
//
//   - Nobody seals or looks up with what they saw of the ring more than [TrustFor]
//     ago ([Keys.Fresh]): a process that cannot read it stops, and its events wait. After
//     each step the rotation waits longer than that. So every process looks for the new
//     blind indexes before there are any, and none seals with the old keys once
//     documents are sealed anew.
//   - Who meets a value of a key that is new to it reads the ring again.
//   - Documents are sealed anew by compare-and-swap, like any other write; who
//     loses against it reads and tries again. One moves from its old blind index to the
//     new one, so [Keys.Blinds] asks for the old ones first.
//   - No wait is long enough for a process, or a whole machine, that was frozen
//     between sealing and writing. Therefore the old keys stay in the ring, for
//     opening only, until a rotation a day later ([KeepOld]) that finds nothing in need of them.
//     An old key that seals nothing protects nothing; to lose it too early loses data.
//   - The ring remembers the stage: a rotation that was cut off goes on, and may be
//     repeated after any error.
//
// Who loses the master key loses what is sealed: there is no other way in.
//
// github.com/tink-crypto/tink-go/v2: Google's misuse-resistant cryptography; AES-256-GCM
// for values, HMAC-SHA-256 for blind indexes, with key ids in what it writes.
//
// It must not know documents or engines: it declares the one collection that
// it needs. Start reading at [Open], then [Keys.Seal]; rotate.go changes keys.
package seal

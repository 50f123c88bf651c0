// Package seal encrypts personal data field by field, with keys that the
// database itself keeps, wrapped by the operator's master key (JITASA_KEY).
//
//   - A sealed value is bound to the place that it belongs to (associated data:
//     collection, document, field), so it opens nowhere else.
//   - A blind index is a keyed hash: equal values have equal ones, for look-ups,
//     and without the key nothing can be learnt from it.
//   - Data keys change while processes run ([Rotation]). Each step waits until every
//     process has seen the one before: first all know the new keys, then all
//     write with them, then what the old keys sealed is sealed anew, then the old
//     keys go. A process that meets a key that it does not know reads the ring again.
//   - The master key changes by wrapping the ring under two of them for a while.
//
// Who loses the master key loses what is sealed: there is no other way in.
//
// github.com/tink-crypto/tink-go/v2: Google's misuse-resistant cryptography; AES-256-GCM
// for values, HMAC-SHA-256 for blind indexes, with key ids in what it writes.
//
// It must not know documents or engines: it declares the one collection that
// it needs. Start reading at [Open], then [Keys.Seal]; rotate.go changes keys.
package seal

// Package privacy carries out what people can demand of their data: a copy to
// take away, and erasure with a receipt. Consent is kept in the profile, as a
// ledger (domain.Consents).
//
// What there is of somebody is spread over many collections, and each that knows people
// has an [Owner], which says what it knows and forgets it. Whoever adds a collection names its
// owner in app.Owners, or there says that it knows nobody: a test asks for one or the other.
//
// A backup that is restored has people in it who were erased since: a receipt's mark ([Marks]) lets
// who has the master key find them, and nobody else. [Restored.EraseAgain] does so.
//
// It must not know LINE, HTTP or a storage engine; it declares what it needs.
// Start reading at [Desk].
package privacy

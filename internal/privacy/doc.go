// Package privacy carries out what people can demand of their data: a copy to
// take away, and erasure with a receipt. Consent is kept in the profile, as a
// ledger (domain.Consents). What somebody did because of a newsletter is in the
// copy, and goes with an erasure, as everything else.
//
// It must not know LINE, HTTP or a storage engine; it declares what it needs.
// Start reading at [Desk].
package privacy

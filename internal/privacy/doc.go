// Package privacy carries out what people can demand of their data: a copy to
// take away, and erasure with a receipt. Consent is kept in the profile, as a
// ledger (domain.Consents).
//
// It must not know LINE, HTTP or a storage engine; it declares what it needs.
// Start reading at [Desk].
package privacy

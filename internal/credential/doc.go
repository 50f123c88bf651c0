// Package credential makes achievements that anyone can verify, without asking us and without trusting a page that
// looks like ours: an Open Badges 3.0 credential (https://www.imsglobal.org/spec/ob/v3p0/) in the W3C data model 2.0
// (https://www.w3.org/TR/vc-data-model-2.0/), as a JWT signed with Ed25519 (RFC 8037). Who signed is a did:web, whose document has the public
// keys; what was revoked stands in a Bitstring Status List (https://www.w3.org/TR/vc-bitstring-status-list/).
//
// It reads no clock, fetches nothing, keeps nothing, and knows nothing of volunteers. Of the holder it has a name as they want it and an id
// that means nothing elsewhere; errors name neither.
//
// Start at [Badge], which [Signer.Issue] signs and [Keys.Verify] reads again; jws.go is the signature, and why it is read so strictly,
// document.go the keys, list.go revocation. docs/verify has programs of thirty lines that verify a badge, one of them without this package.
package credential

// Package browsertest opens the phone's page in a real Chromium, for tests: it
// finds the browser, keeps it off the network, and fails a test for whatever a
// page reports as an error.
//
// It is for tests only, and must not know what the page shows. Start reading at
// [Open], then [Tab].
package browsertest

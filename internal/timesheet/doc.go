// Package timesheet brings shifts and hours together, which do not know each other: what a shift is and who came to it goes to
// the ledger of hours, and what the ledger says of it is told. Start reading at [New].
package timesheet

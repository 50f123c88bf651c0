// Package shiftstest is what tests of taking part need: a service over real collections, and who is told of what.
package shiftstest

// Package accesstest has a network in memory with somebody of every role in it, and walks the use cases of a capability
// as each of them. A use case that nobody has said anything about fails. It is for tests only.
package accesstest

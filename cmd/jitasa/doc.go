// Command jitasa is the LINE front end of a volunteer network. Each subcommand
// has a file of its own, which parses its flags and calls package app; main.go
// lists them.
package main

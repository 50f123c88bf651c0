// Command jitasa is the LINE front end of a volunteer network. Each subcommand has a file of its own, here or, for those
// about what is sent to many, in package sending; it reads what was typed, by package command, and calls package app or a
// capability. main.go lists them.
package main

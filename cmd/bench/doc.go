// Command bench measures the performance goals and prints them as a table.
//
// Figures that depend on the machine are printed with their ratio to a baseline
// of the same run: a bare webhook of Gin and the LINE SDK that stores nothing
// ("echo"). Servers run as processes of their own (this program, started again
// in a role), so that their memory and garbage are theirs; the load and the
// place where replies arrive are in the parent, on the same cores.
//
// `go run ./cmd/bench --only soak --for 30m` goes on for so long, and tells what grows.
//
// Start reading at main.go; each row has its file.
package main

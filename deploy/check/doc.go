// Package check holds tests of the files that deploy Jitasa, with the official types and parsers of each: Kubernetes,
// Compose, Dockerfile, Caddy, Prometheus, shell. It is a module of its own, so that none of them comes into the program.
//
// make deploy-check runs it; it wants promtool, caddy and shellcheck (tools/checkers gets them on Debian).
// Start reading at kubernetes_test.go.
package check

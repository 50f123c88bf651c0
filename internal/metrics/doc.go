// Package metrics counts and times what the program does, for Prometheus. Its
// names and labels are a contract with deploy/grafana, deploy/prometheus and
// deploy/kubernetes; every label has few values, all of them named here, so that nobody outside
// can make more.
//
// github.com/prometheus/client_golang: the official client, with a registry of its own.
//
// It must not decide anything, nor know people: no ids, no texts. Start reading at [Metrics].
package metrics

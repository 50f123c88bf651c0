package metrics

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Backups shows when the newest backup was begun, in Unix seconds, of a process that makes them and does nothing else. of
// is what it makes: "backup", or "receipts" of erasures.
func Backups(of string, last func() float64) http.Handler {
	registry := prometheus.NewRegistry()
	registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "jitasa_" + of + "_last_success_timestamp_seconds", Help: "When the newest was made; 0 if there is none.",
	}, last))
	return promhttp.HandlerFor(registry, promhttp.HandlerOpts{})
}

package metrics

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Backups shows when the newest backup was begun, in Unix seconds, of a process that makes them and does nothing else.
func Backups(last func() float64) http.Handler {
	registry := prometheus.NewRegistry()
	registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "jitasa_backup_last_success_timestamp_seconds", Help: "When the newest backup was begun; 0 if there is none.",
	}, last))
	return promhttp.HandlerFor(registry, promhttp.HandlerOpts{})
}

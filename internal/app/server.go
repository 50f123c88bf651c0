package app

import (
	"context"
	"log/slog"
	"net/http"
	"time"
)

// How long a client may take, and how long requests have to end when we do
// (of the ten seconds that supervisors give, most are for what is in work).
// Webhooks are small and LINE is fast: who is slower is somebody else.
const (
	readHeaderWithin = 5 * time.Second
	readWithin       = 15 * time.Second
	writeWithin      = time.Minute // an export of years of messages, over a phone
	idleAtMost       = 2 * time.Minute
	headerBytes      = 32 << 10
	endWithin        = 2 * time.Second
)

func newServer(handler http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler: handler, ReadHeaderTimeout: readHeaderWithin, ReadTimeout: readWithin, WriteTimeout: writeWithin,
		IdleTimeout: idleAtMost, MaxHeaderBytes: headerBytes, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
}

// shutdown lets requests end, and hangs up on those that do not.
func shutdown(server *http.Server, log *slog.Logger) {
	ctx, cancel := context.WithTimeout(context.Background(), endWithin)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		log.WarnContext(ctx, "requests cut off at the end", "error", err)
		_ = server.Close() // the listener is closed already
	}
}

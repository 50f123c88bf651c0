package web

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"jitasa/internal/inbox"
	"jitasa/internal/web/console"
	"jitasa/internal/web/page"
	"jitasa/internal/web/public"
)

// Platform reads what LINE sends.
type Platform interface {
	Verify(body []byte, signature string) bool
	// Parse gives the events that are for the bot, and how many could not be
	// read. An error means: the body as a whole is malformed; it carries no content.
	Parse(body []byte, received time.Time) (events []*inbox.Event, malformed int, err error)
}

// Inbox accepts events durably and returns those that are new.
type Inbox interface {
	Accept(ctx context.Context, events []*inbox.Event) ([]*inbox.Event, error)
}

// Dispatcher takes accepted events over, in memory.
type Dispatcher interface{ Offer(events ...*inbox.Event) }

// Parts are what the server is made of.
type Parts struct {
	Platform   Platform
	Inbox      Inbox
	Dispatcher Dispatcher
	Public     *public.Pages
	Console    *console.Console            // nil: staff have no console
	Metrics    http.Handler                // nil: not served here
	Ready      func(context.Context) error // nil: ready to serve
	Now        func() time.Time
	Log        *slog.Logger
	// HealthOnly serves only health and metrics, as worker processes do.
	HealthOnly bool
}

// New makes the handler of everything that is served.
func New(p Parts) http.Handler {
	gin.SetMode(gin.ReleaseMode)
	e := gin.New()
	e.HandleMethodNotAllowed = true
	e.Use(recovery(p.Log))
	e.GET("/healthz", func(c *gin.Context) { c.String(http.StatusOK, "ok\n") })
	e.GET("/readyz", p.readyz)
	if p.Metrics != nil {
		e.GET("/metrics", gin.WrapH(p.Metrics))
	}
	if p.HealthOnly {
		return e
	}
	e.POST("/webhook/line", p.webhook())
	mount(e, p.Public.Routes())
	if p.Console != nil {
		mount(e, p.Console.Routes())
	}
	e.NoRoute(gin.WrapH(p.Public.Missing()))
	return e
}

// mount adds the addresses of a face. What GET answers, HEAD answers without the body.
func mount(e *gin.Engine, routes []page.Route) {
	for _, r := range routes {
		method, path, _ := strings.Cut(r.Pattern, " ")
		methods := []string{method}
		if method == http.MethodGet {
			methods = append(methods, http.MethodHead)
		}
		path = strings.NewReplacer("{$}", "", "{", ":", "}", "").Replace(path)
		e.Match(methods, path, func(c *gin.Context) {
			for _, p := range c.Params {
				c.Request.SetPathValue(p.Key, p.Value)
			}
			r.ServeHTTP(c.Writer, c.Request)
		})
	}
}

func (p Parts) readyz(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), 2*time.Second)
	defer cancel()
	if p.Ready == nil {
		c.String(http.StatusOK, "ready\n")
		return
	}
	if err := p.Ready(ctx); err != nil {
		p.Log.WarnContext(ctx, "not ready", "error", err)
		c.String(http.StatusServiceUnavailable, "not ready\n")
		return
	}
	c.String(http.StatusOK, "ready\n")
}

// recovery answers 500 where a handler panics, and logs where, but nothing
// of the request: a stack holds addresses, no values.
func recovery(log *slog.Logger) gin.HandlerFunc {
	return gin.CustomRecoveryWithWriter(io.Discard, func(c *gin.Context, _ any) {
		log.ErrorContext(c.Request.Context(), "handler panicked", "method", c.Request.Method, "route", c.FullPath(), "stack", string(debug.Stack()))
		c.AbortWithStatus(http.StatusInternalServerError)
	})
}

package web

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"runtime/debug"
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

// Exports writes a person's data for whoever holds the secret.
type Exports interface {
	Export(ctx context.Context, secret string, now time.Time, w io.Writer) error
}

// Parts are what the server is made of.
type Parts struct {
	Platform   Platform
	Inbox      Inbox
	Dispatcher Dispatcher
	Exports    Exports
	Links      Links // nil: none of ours
	Kit        *page.Kit
	Pages      *public.Pages
	News       News                        // nil: there is no archive
	Console    *console.Console            // nil: staff have no console
	Metrics    http.Handler                // nil: not served here
	Ready      func(context.Context) error // nil: ready to serve
	Now        func() time.Time
	Log        *slog.Logger
	// HealthOnly: a process that only works serves nobody; whoever runs it asks how it is.
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
	pages := e.Group("/", secure)
	public := func(path string, handle gin.HandlerFunc) {
		pages.Match([]string{http.MethodGet, http.MethodHead}, path, handle)
	}
	public("/", p.text("home"))
	public("/privacy", p.text("privacy"))
	public("/assets/:file", p.asset())
	if p.News != nil {
		public("/news/", p.archive)
		public("/news/:id", p.issue)
		public("/feed.atom", p.feed)
	}
	public("/r/:token", p.redirect())
	pages.GET("/my/:secret", p.myData)
	if p.Console != nil {
		p.Console.Mount(e)
	}
	e.NoRoute(secure, p.unknown)
	return e
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

// secure sets the headers of everything that a browser shows.
func secure(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
}

package web

import (
	"context"
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"jitasa/internal/domain"
	"jitasa/internal/web/page"
)

// News prints the newsletter's archive, each in the language asked for, else one that the browser accepts.
type News interface {
	Archive(ctx context.Context, lang, accept string) (page.Sheet, error)
	// Issue is domain.ErrNotFound for one that is not out.
	Issue(ctx context.Context, id, lang, accept string) (page.Sheet, error)
	Feed(ctx context.Context, lang, accept string) (page.Sheet, error)
}

func (p Parts) archive(c *gin.Context) {
	s, err := p.News.Archive(c.Request.Context(), c.Query("lang"), c.GetHeader("Accept-Language"))
	p.printed(c, s, err, htmlKind)
}

func (p Parts) issue(c *gin.Context) {
	s, err := p.News.Issue(c.Request.Context(), c.Param("id"), c.Query("lang"), c.GetHeader("Accept-Language"))
	p.printed(c, s, err, htmlKind)
}

func (p Parts) feed(c *gin.Context) {
	s, err := p.News.Feed(c.Request.Context(), c.Query("lang"), c.GetHeader("Accept-Language"))
	p.printed(c, s, err, "application/atom+xml; charset=utf-8")
}

// printed answers with what was made. Whatever is withdrawn is asked for again within seconds. Pictures of the newsletter may come from anywhere, by https.
func (p Parts) printed(c *gin.Context, s page.Sheet, err error, kind string) {
	c.Header("Vary", "Accept-Language")
	switch {
	case errors.Is(err, domain.ErrNotFound):
		p.unknown(c)
	case err != nil:
		p.Log.ErrorContext(c.Request.Context(), "news not printed", "error", err)
		c.Status(http.StatusServiceUnavailable)
	default:
		c.Header("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self' data: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		c.Header("Cache-Control", "public, max-age=5")
		s.Serve(c.Writer, c.Request, kind)
	}
}

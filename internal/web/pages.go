package web

import (
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"jitasa/internal/domain"
	"jitasa/internal/web/page"
)

const htmlKind = "text/html; charset=utf-8"

// text serves a public page of texts in the language asked for (?lang=), else the browser's.
// It changes only with the program.
func (p Parts) text(name string) gin.HandlerFunc {
	began := p.Now()
	return func(c *gin.Context) {
		html, ok := p.Pages.Page(name, c.Query("lang"), c.GetHeader("Accept-Language"))
		if !ok {
			p.unknown(c)
			return
		}
		c.Header("Vary", "Accept-Language")
		c.Header("Cache-Control", "public, max-age=60")
		page.NewSheet(html, began).Serve(c.Writer, c.Request, htmlKind)
	}
}

func (p Parts) asset() gin.HandlerFunc {
	began := p.Now()
	return func(c *gin.Context) {
		asset, ok := p.Kit.Asset(c.Param("file"))
		if !ok {
			p.unknown(c)
			return
		}
		lasts := "public, max-age=3600"
		if asset.Lasting {
			lasts = "public, max-age=31536000, immutable"
		}
		c.Header("Cache-Control", lasts)
		page.NewSheet(asset.Content, began).Serve(c.Writer, c.Request, asset.Kind)
	}
}

// unknown answers for an address that is none of ours.
func (p Parts) unknown(c *gin.Context) { p.notFound(c, "unknown") }

// notFound says so with a page.
func (p Parts) notFound(c *gin.Context, name string) {
	html, _ := p.Pages.Page(name, c.Query("lang"), c.GetHeader("Accept-Language"))
	c.Header("Vary", "Accept-Language")
	c.Data(http.StatusNotFound, htmlKind, html)
}

// myData hands a person their data. The secret in the path is all that proves
// who asks, so nothing of this may be kept by a cache or told to another site.
func (p Parts) myData(c *gin.Context) {
	c.Header("Cache-Control", "no-store")
	c.Header("Content-Type", "application/json; charset=utf-8")
	c.Header("Content-Disposition", `attachment; filename="jitasa-my-data.json"`)
	err := p.Exports.Export(c.Request.Context(), c.Param("secret"), p.Now(), c.Writer)
	switch {
	case errors.Is(err, domain.ErrNotFound):
		c.Header("Content-Disposition", "inline")
		c.Header("Content-Type", htmlKind) // Data keeps a type that is set
		p.notFound(c, "gone")
	case err != nil:
		p.Log.ErrorContext(c.Request.Context(), "export failed", "error", err)
		if !c.Writer.Written() {
			c.Status(http.StatusServiceUnavailable)
		}
	}
}

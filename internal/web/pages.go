package web

import (
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"jitasa/internal/domain"
)

// page serves a public page in the language asked for (?lang=), else the browser's.
func (p Parts) page(name string) gin.HandlerFunc {
	return func(c *gin.Context) {
		html, ok := p.Pages.Page(name, c.Query("lang"), c.GetHeader("Accept-Language"))
		if !ok {
			c.Status(http.StatusNotFound)
			return
		}
		c.Header("Vary", "Accept-Language")
		c.Data(http.StatusOK, "text/html; charset=utf-8", html)
	}
}

func (p Parts) asset(c *gin.Context) {
	content, kind, ok := p.Pages.Asset(c.Param("file"))
	if !ok {
		c.Status(http.StatusNotFound)
		return
	}
	c.Header("Cache-Control", "public, max-age=3600")
	c.Data(http.StatusOK, kind, content)
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
		c.Header("Content-Type", "text/html; charset=utf-8") // Data keeps a type that is set
		html, _ := p.Pages.Page("gone", c.Query("lang"), c.GetHeader("Accept-Language"))
		c.Data(http.StatusNotFound, "text/html; charset=utf-8", html)
	case err != nil:
		p.Log.ErrorContext(c.Request.Context(), "export failed", "error", err)
		if !c.Writer.Written() {
			c.Status(http.StatusServiceUnavailable)
		}
	}
}

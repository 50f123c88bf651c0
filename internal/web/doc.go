// Package web is the HTTP side: LINE's webhook, health, and the faces (web/public, web/console), whose pages are answered by
// their kernel, web/page. It is the only importer of Gin. It must not know LINE's formats,
// storage or conversations: it declares the few methods that it needs.
//
// Start reading at [New], then webhook.go.
package web

package domain

import "time"

// Meta is what every stored document carries.
type Meta struct {
	// ID names the document within its collection.
	ID string `json:"_id"`
	// Version counts the writes of the document, from 1. A store writes a
	// document only over the version that was read (compare-and-swap).
	Version int64 `json:"version"`
	// Shape counts the upgrades that the document has been through.
	Shape int `json:"shape,omitempty"`
	// Sealed holds the fields that are tagged `seal:"true"`, encrypted, while
	// the document is at rest: by their path ("home/point"). It is empty in memory.
	Sealed map[string][]byte `json:"sealed,omitempty"`
}

// Key gives a store access to the id and version of any document.
func (m *Meta) Key() *Meta { return m }

// Text is a text per language ("th", "en", …).
type Text map[string]string

// In returns the text in the language lang, else in the first of [Languages] that it has, else in any.
func (t Text) In(lang string) string {
	if s := t[lang]; s != "" {
		return s
	}
	for _, l := range Languages() {
		if s := t[l.Tag]; s != "" {
			return s
		}
	}
	for _, s := range t {
		return s
	}
	return ""
}

// Instant rounds a time to what every engine can keep: milliseconds, UTC.
func Instant(t time.Time) time.Time { return t.UTC().Truncate(time.Millisecond) }

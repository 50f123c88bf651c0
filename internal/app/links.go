package app

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"fmt"

	"jitasa/internal/measure"
)

func (a *App) newLinks() (measure.Links, error) {
	master, err := a.masterKey()
	if err != nil {
		return measure.Links{}, err
	}
	key, err := hkdf.Key(sha256.New, master, nil, "jitasa/links", 32)
	if err != nil {
		return measure.Links{}, fmt.Errorf("deriving the key of links: %w", err)
	}
	return measure.Links{Key: key, BaseURL: a.baseURL()}, nil
}

// masterKey is the operator's, or one of this run alone where there is none: links end with it.
func (a *App) masterKey() ([]byte, error) {
	if a.config.Key != "" {
		return []byte(a.config.Key), nil
	}
	key := make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		return nil, fmt.Errorf("making a key: %w", err)
	}
	return key, nil
}

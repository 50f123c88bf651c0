package memory

import (
	"bytes"
	"context"
)

// Plain is a store.Sealer that leaves everything as it is: secrets are found by what they say.
type Plain struct{}

// Fresh implements store.Sealer.
func (Plain) Fresh(context.Context) error { return nil }

// Seal implements store.Sealer.
func (Plain) Seal(plain, _ []byte) ([]byte, error) { return bytes.Clone(plain), nil }

// Open implements store.Sealer.
func (Plain) Open(_ context.Context, sealed, _ []byte) ([]byte, error) { return sealed, nil }

// Blind implements store.Sealer.
func (Plain) Blind(value, _ string) string { return value }

// Blinds implements store.Sealer.
func (Plain) Blinds(value, _ string) []string { return []string{value} }

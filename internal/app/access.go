package app

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/collections"
	"jitasa/internal/web/console"
)

// SignInLink is the address of a link that signs a member of staff in to the console, once.
func (a *App) SignInLink(ctx context.Context, by access.Actor, key, staff string, lasts time.Duration) (string, error) {
	return SignInLink(ctx, Doors(a.Store, a.desk.Key, a.now), a.baseURL(), by, key, staff, lasts)
}

// SignInLink is [App.SignInLink] without an App.
func SignInLink(ctx context.Context, d *access.Doors, base string, by access.Actor, key, staff string, lasts time.Duration) (string, error) {
	secret, err := d.Link(ctx, by, key, staff, lasts)
	if err != nil {
		return "", fmt.Errorf("making a sign-in link: %w", err)
	}
	return base + console.Entrance + secret, nil
}

// signIn makes links for staff in the chat.
type signIn struct{ *App }

// SignInLink implements staff.Console of the conversations.
func (s signIn) SignInLink(ctx context.Context, by access.Actor, key string) (string, error) {
	return s.App.SignInLink(ctx, by, key, by.StaffID(), access.LinkLasts)
}

// Doors lets staff into the console; key is the master key.
func Doors(c *collections.Collections, key []byte, now func() time.Time) *access.Doors {
	return &access.Doors{
		SignIns: c.SignIns, Sessions: c.Sessions, Staff: c.Staff, Audit: &access.Audit{Log: c.Audit, Key: key, Now: now}, Random: rand.Reader, Now: now,
	}
}

func (a *App) access() *access.Service {
	s := Access(a.Store, a.desk.Key, a.now)
	s.Observe = a.metrics.Code
	return s
}

// Access is who may do what, as the collections know it; key is the master key.
func Access(c *collections.Collections, key []byte, now func() time.Time) *access.Service {
	return &access.Service{
		Staff: c.Staff, Roster: c.Staff, Organisations: c.Organisations, People: c.Volunteers, Tries: c.Tries,
		Audit: &access.Audit{Log: c.Audit, Key: key, Now: now}, Random: rand.Reader,
	}
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

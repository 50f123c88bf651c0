package domain

import "time"

// Role is what a member of staff may do.
type Role string

// The roles. What each may do is decided by package access.
const (
	Admin       Role = "admin"
	Editor      Role = "editor"
	Coordinator Role = "coordinator"
	Viewer      Role = "viewer"
)

// RoleNames lists the roles.
func RoleNames() []Role { return []Role{Admin, Editor, Coordinator, Viewer} }

// Staff is somebody who works for the network. Who they are on LINE is known
// once they have typed their code in the chat.
type Staff struct {
	Meta
	Name       string    `json:"name,omitempty" seal:"true"`
	Role       Role      `json:"role"`
	Lang       string    `json:"lang,omitempty"`                               // that they read, from when they were linked
	Person     string    `json:"person,omitempty"`                             // id on the platform; "" until the code is used
	Code       string    `json:"code,omitempty" seal:"true" blind:"CodeBlind"` // good once
	CodeBlind  string    `json:"codeBlind,omitempty"`
	CodeUntil  time.Time `json:"codeUntil,omitzero"` // zero: of a release whose codes could be guessed
	CreatedAt  time.Time `json:"createdAt"`
	LinkedAt   time.Time `json:"linkedAt,omitzero"`
	DisabledAt time.Time `json:"disabledAt,omitzero"`
	Warned     string    `json:"warned,omitempty"` // the month, as 2026-11, of which they know that they cannot be told who waits
}

// Active reports whether the member of staff is linked and not disabled.
func (s *Staff) Active() bool { return s.Person != "" && s.DisabledAt.IsZero() }

// CodeGood reports whether the code may still link somebody.
func (s *Staff) CodeGood(now time.Time) bool {
	return s.Code != "" && s.Person == "" && s.DisabledAt.IsZero() && now.Before(s.CodeUntil)
}

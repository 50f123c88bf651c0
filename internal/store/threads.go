package store

import (
	"jitasa/internal/bot"
	"jitasa/internal/domain"
)

type thread = bot.Thread

// Threads keeps one document for each person's conversation, by the person's id.
type Threads struct{ *Collection[thread] }

// Volunteers keeps profiles, by the person's id.
type Volunteers struct{ *Collection[domain.Volunteer] }

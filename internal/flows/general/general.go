package general

import "jitasa/internal/dialog"

// Conversations lists them. The welcome hears what nobody else does, so they come last of all.
func Conversations() []dialog.Conversation {
	return []dialog.Conversation{
		welcomeConversation(), languageConversation(), helpConversation(), menuConversation(), plainConversation(),
	}
}

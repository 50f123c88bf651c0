package flows

import (
	"jitasa/internal/chat"
	"jitasa/internal/flow"
)

// Conversation is one thing that people and the bot talk about.
type Conversation struct {
	// ID is the intent that starts it and the flow of its buttons.
	ID string
	// Start begins it: its word was typed, its menu button tapped.
	Start func(*Turn)
	// Take goes on with its open session; false: this was no answer to the open question.
	Take func(*Turn, flow.Session) bool
	// Tapped is a button of the conversation without an open session.
	Tapped func(*Turn, chat.Tap)
}

// All lists every conversation.
func All(w World) []Conversation {
	signup := signupTalk(w)
	return []Conversation{
		welcomeConversation(),
		languageConversation(),
		consentConversation(func(t *Turn) { beginTold(t, signup) }),
		signupConversation(signup),
		profileConversation(),
		nearbyConversation(w),
		detailsConversation(),
		interestsConversation(),
		myDataConversation(),
		eraseConversation(),
		newsletterConversation(),
		unsubscribeConversation(),
		callConversation(),
		broadcastConversation(w),
		approveConversation(),
		answerCallConversation(),
		answerConversation(),
		waitingConversation(),
		consoleConversation(),
		helpConversation(),
		menuConversation(),
		humanConversation(),
		plainConversation(),
	}
}

// Package general is what belongs to no theme: the welcome, the language, help, the menu, texts only, and small talk.
//
// It must not know the conversations of the themes; it offers them by their intents, as buttons.
//
// Start reading at general.go.
package general

package domain

// Notice is a fact for somebody else, as a capability states it: a call was approved, somebody waits for staff. Package cards
// says it in its reader's language, and one teller delivers it, whatever caused it: the chat, a page, a timer, a command.
type Notice interface{ Address() Envelope }

// Envelope says for whom a notice is; every capability's notice has one.
type Envelope struct {
	// Key delivers the notice once. It begins with the id of what it is about, by which it is found when that is erased;
	// "": once for whatever caused it.
	Key     string
	To      string // person; "" for somebody who has had themselves erased: nobody is told
	Lang    string // that they read
	CanWait bool   // for what they write next, free of charge
}

// Address implements [Notice].
func (e Envelope) Address() Envelope { return e }

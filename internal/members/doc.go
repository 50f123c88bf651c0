// Package members owns what a volunteer's profile is and how it changes: what somebody consents to, what is asked of
// whom because of their age, what a guardian's word is worth, what work they want and what they want to see no more.
//
// In the chat a profile is loaded and saved by package bot, once a turn. The rules are therefore functions that change a
// *domain.Volunteer: they take the moment, and where something is written down that the person can quote, a key (the
// event's id), so that an event that is played again changes nothing. [Service] completes
// profiles of older releases; [Data] answers people's demands on their own.
//
// Nothing of a child is kept without a parent ([ErrParent]), and of nobody does a consent count before their age is known,
// or under age without the guardian: domain.Volunteer.Allows says so wherever it matters.
//
// The package must not know how questions are asked or worded, chat, storage or LINE.
// Start reading at [Age], then [Decide] and [SignUp].
package members

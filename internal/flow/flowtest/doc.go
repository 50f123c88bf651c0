// Package flowtest plays written transcripts against the conversations, with
// everything kept between two turns exactly as the bot keeps it: memory and
// profile go through JSON, so what a thread cannot store is lost here too.
//
// A transcript (flows/testdata/*.txt) reads like the talk it is. Lines at the
// margin are what a person does; indented lines are the whole answer:
//
//	follow                 adds the bot; "unblock" adds it again after blocking
//	> text                 writes; say "Go string" × 5000 for what a line cannot hold
//	> code:pack-morning    … the code by which people check in to that shift now
//	* label                taps the button of the last answer that has the label
//	* label #2             … the second one of that label
//	* label = 1967-05-01   … of a calendar, picking the day
//	@ 14.88,103.49         shares a location
//	sticker, photo, unsend, unfollow
//	+ 3d                   time passes (Go durations, or days)
//	keep NAME = label      remembers a button of the last answer …
//	! NAME                 … to tap it when it is old
//	tap f=newsletter&s=…   taps a button that was sent at another time, by its postback
//	~ old => new           replaces text in the stored memory (drafts of another version)
//	name ชื่อ               what the platform calls the person (before the first event)
//	volunteer th           signs up first, without a word in the transcript
//	visitor en             … or declines to be remembered
//	manager th, staff en   is a visitor, and manages an organisation or works for the network; many th manages five
//	as staff th            goes on as somebody else beside the first one: staff, other (staff as well), second, person
//	pushed call-open       a call for help reaches the person; the indented lines are what they see
//	round                  lets staff be told of who waits, as it happens every half minute
//	off duty               nobody of staff is there any more, or with "off other" the other one is not; "on duty" undoes it
//	left 5                 so many of the month's messages are left, 10 being kept in reserve
//	# remark
//
// Each event is played twice from the same stored state and has to give the
// same, since the bot may have to. [Play] gives every answer of a transcript as
// messages, for those who render them; [Check] compares it with the file.
//
// Staff, managers, codes, calls for help and who waits for a person are the product's own: its capabilities over its
// collections, in memory. A transcript cannot show what production refuses. Only what goes out to people, and what they
// answered to a call, is made up.
//
// The clock, the event ids and the demo data are of a fixed day ([Start]). The
// package is for tests only; it is no test of the bot, which has its own.
package flowtest

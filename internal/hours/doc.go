// Package hours is the ledger of the time that people gave: who worked how long in a shift, who says so, and what became of
// it where somebody says otherwise.
//
// An [Entry] is one thing that was said of one person in one shift: claimed by the volunteer, estimated by the program,
// confirmed by whoever leads, corrected, disputed, settled; that they did not come, were excused, and say otherwise.
// Entries are added and never changed. Each has its number in its id, so that of two who say something at once one is the
// first; the other's is then held against the rules anew. What is true now is folded from them ([Fold]): a [Record].
// Only what somebody confirmed or settled counts. Nobody confirms their own time, and none is more than the shift was long.
//
// Somebody who is erased takes their entries along ([Desk]). So that what an organisation and its network were told stays
// right, one entry is left of each record that counted: of that shift, with the minutes, under a random id, and of nobody.
// Of whoever confirmed for others and is erased, their name and id go, and that a leader confirmed stays: the hours are the
// volunteer's, and so are the reasons, which are about them and which they may have to answer.
//
// กยศ., the student loan fund, commonly wants 36 hours in an academic year, which runs roughly from August to May and
// differs by university, as does what new borrowers need (7 hours were seen); so both are for people to choose, and [Year]
// and [StudentHours] only propose. A university wants to see what, where, when, how long, who confirmed it and how to check
// that: a [Statement] has all of it but the place and the check, which are those of the work and of the certificate.
//
// What a shift is belongs to whoever keeps shifts, and comes in as a [Shift]; how anything is said to people, stored or sent
// is not known here.
//
// Start reading at rules.go, then [Service.Confirm].
package hours

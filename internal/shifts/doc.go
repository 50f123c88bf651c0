// Package shifts is taking part: people join shifts of work, wait for a seat, are offered one, come, and cancel.
//
// A [Shift] is one document and says how many seats are taken and held: whoever wants one changes it by compare-and-swap, so
// that no seat is given twice. Who has it stands in a [SignUp], one document for each person and shift. A change of both is a
// [Move]: the shift notes it together with its numbers, then the sign-up follows, then whoever is to know is told, then the
// shift forgets it. Whoever finds a move that was left in between finishes it (move.go); [Service.Round] looks for them.
// So the numbers and the sign-ups agree after every crash, and a shift stays small, however many come.
//
// Who waits has a ticket. Freed seats are offered in the order of the tickets, to the first whose company fits, for a time
// that depends on how near the shift is; an offer that is refused, or not answered, goes to the next (line.go).
//
// Whoever leads a shift changes it over what they saw of it (change.go). What people count on, when and where it is and whether it takes
// place, is noted as a [Telling] with the change, and told to each of them by the next round (announce.go). Those who come are asked
// whether they still do; a yes counts until the next such change.
//
// Who comes and has not said so is reminded a week, a day and two hours before (remind.go), by night in the morning after or the evening
// before. A reminder that is late, as no process ran, still goes out while three days, three hours or three quarters of an hour
// are left, and otherwise never. Each is a notice of its own and pushed within the reserve: what is left for somebody's next
// answer does not say when it was read, so that it cannot be paid for only where it was not.
//
// Who is there says so by a code that follows from the shift and the time (code.go, checkin.go), or is ticked by whoever leads. At the end of a
// shift the time of those who came goes to a [Ledger] (end.go), which is another capability's.
//
// What may become of a sign-up are pure rules (rules.go), whom a shift suits is fit.go. The package must not know stores,
// chat, LINE or words: it declares what it needs, and returns facts. Start reading at shift.go, then rules.go.
package shifts

// Package score measures what is made of texts against a list that says what is right.
//
// A list holds a text a line, an arrow, and the fields that are right:
//
//	เสาร์นี้ที่โคราช => place=30 date=2026-11-28
//	ขยะลาน => -
//	สีลม => place=1004|100402
//	สุวรรณภูมิ => place=1103 || places=1103,4511
//	เสาร์นี้ => date=2026-11-28 @ 2026-11-25T09:00:00+07:00
//
// A field that is not listed must be empty; word, lang and plain are compared only where they are listed. "a|b" takes either,
// "-" is nothing, "*" anything or nothing, "work.*" whatever begins so; " || " stands between whole readings, of which the one
// that agrees best counts. Without "@ moment" a text was written at [Written]. A remark "# only: danger" has only these fields compared.
//
// A text is right if every field is, wrong if some field holds what it should not, and silent otherwise: it says less than is
// wanted and nothing false. Wrong is worse than silent.
//
// It knows nothing of conversations, and nothing of how texts are understood. Start reading at [Parse] and [List.Judge].
package score

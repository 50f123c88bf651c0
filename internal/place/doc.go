// Package place is the gazetteer: Thailand's 77 provinces, 928 districts and
// 7,436 subdistricts, found by name (as people type it, in Thai or English,
// alone or inside a sentence), by postcode, by code, and by the nearest point.
//
// It knows nothing of conversations, languages other than th and en, or
// storage. A [Gazetteer] is immutable and safe for concurrent use; it keeps its
// names inside the embedded tables, so that it costs about 4 MB.
//
// Finding prefers a question to a wrong place: a name that several places
// carry gives all of them ([Result.Places]), a name that is also an ordinary
// word (เลย, แพร่, ตาก) is a place inside a sentence only where something marks
// it as one. A name on a higher level wins over the same name on a lower one
// (the district หาดใหญ่ over its subdistrict หาดใหญ่).
//
// Names are also found by how they sound (sound, alike.go: สุพันบุรี,
// Ladprao), and landmarks by what people call them (landmark.go): what is found
// is the landmark's district, with the landmark itself beside it. What is also a
// word of every day (data/everyday.txt) needs a word such as แถว or อำเภอ before it.
//
// The tables are in data/, with their notice. Start reading at [Gazetteer.Find],
// then [Gazetteer.FindWithin].
package place

// Package offer finds the answer that a question offers to one who asked: "เชียงใหม่ได้ไหม" answers where, "how about 20 people?" how many.
// A question that wants to know anything else offers none, whatever it names: "is the tap water in Chiang Mai safe".
//
// It works on what package understand made of a text, and must not know what was asked.
//
// Start reading at [Of].
package offer

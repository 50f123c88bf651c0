package understand

import (
	"slices"
	"strings"

	"jitasa/internal/thai"
)

// Announces reports whether a text is what somebody says who looks for volunteers
// on behalf of an organisation. From anybody else the same words may be a cry
// for help ([SOS]), so that whoever asks must know who wrote it.
func Announces(text string) bool {
	key := thai.Key(thai.TrimParticles(thai.Lower(text)))
	return key != "" && slices.ContainsFunc(announcements(), func(said string) bool { return thai.Key(said) == key })
}

func announcements() []string {
	return strings.Split("ประกาศ|ประกาศขอแรง|ประกาศขอแรงอาสา|ประกาศหาอาสา|ประกาศหาอาสาสมัคร|ประกาศหาจิตอาสา|ประกาศหาคน|ประกาศหาคนช่วย|ประกาศรับอาสา|ประกาศรับอาสาสมัคร|"+
		"ประกาศรับสมัครอาสา|ประกาศของฉัน|ประกาศของเรา|ขอประกาศ|ขอแรงอาสา|ขอแรง|ขออาสา|ขออาสาสมัคร|หาอาสา|หาอาสาสมัคร|หาอาสามาช่วย|หาคนช่วย|ต้องการอาสา|ต้องการอาสาสมัคร|"+
		"ต้องการจิตอาสา|ระดมอาสา|ระดมอาสาสมัคร|ระดมพล|เรียกอาสา|broadcast|announce|call volunteers|call for volunteers|a call for volunteers|find volunteers|"+
		"looking for volunteers|need volunteers|we need volunteers|my calls|our calls", "|")
}

package understand

import (
	"maps"
	"slices"
	"strings"
)

// aboutNews reports whether a text, without spaces, is about the newsletter at all: few are.
func aboutNews(text string) bool {
	return slices.ContainsFunc([]string{"ข่าว", "จดหมาย", "news", "mailinglist"}, func(name string) bool { return strings.Contains(text, name) })
}

// withNews knows what people say who want no more news as well, which is so much that texts about something
// else are not held against it. Most say it in their own words: how they end it, what is done with the news, and what
// they call it, put together. What says only that none has come is no wish to end it (ไม่ได้รับข่าว), so that ไม่
// alone goes with few verbs.
func (l lexicon) withNews() lexicon {
	l = maps.Clone(l)
	for at := range l {
		l[at] = slices.Clip(l[at]) // what is added must not stand in the other's list
	}
	news := []string{"ข่าว", "ข่าวสาร", "จดหมายข่าว", "จดหมาย", "จดหมายข่าวสาร"}
	l.combine([]string{"เลิก", "ขอเลิก", "ยกเลิก", "ขอยกเลิก", "ยกเลิกการ", "ขอยกเลิกการ", "หยุด", "ขอหยุด", "หยุดการ", "งด", "ของด", "ขอไม่", "ไม่อยาก", "ไม่อยากจะ", "ไม่ต้อง", "ไม่ต้องการ", "ไม่ขอ", "ไม่ประสงค์", "ไม่ประสงค์จะ", "อย่า"},
		[]string{"รับ", "ได้", "ได้รับ", "เอา", "ส่ง", "การส่ง", "ให้ส่ง", "อ่าน", "ติดตาม"}, news)
	l.combine([]string{"ไม่"}, []string{"รับ", "เอา"}, news)
	l.combine([]string{"เลิก", "ขอเลิก", "ยกเลิก", "ขอยกเลิก", "พอแล้ว"}, []string{""}, news)
	letters := []string{" newsletter", " newsletters", " news letter", " mailing list", " news list"}
	l.combine([]string{"stop", "end", "quit", "cancel", "stop sending", "stop sending me", "don't send", "don't send me", "dont send", "dont send me", "do not send", "do not send me", "no more",
		"don't want", "dont want", "do not want", "don't want to get", "don't want to receive", "don't need", "unsubscribe from", "unsubscribe me from", "remove me from", "take me off"},
		[]string{"", "the", "this", "your", "any", "any more"}, append(letters, " news"))
	l.combine([]string{"no"}, []string{""}, letters)
	l.sort()
	return l
}

// combine adds every phrase that has one of each, as a strong way to end the news.
func (l lexicon) combine(ends, verbs, news []string) {
	for _, e := range ends {
		for _, v := range verbs {
			for _, n := range news {
				l.add(vocable{role: command, value: string(Unsubscribe), strong: true}, e+" "+v+n)
			}
		}
	}
}

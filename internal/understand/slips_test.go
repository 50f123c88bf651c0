package understand_test

import (
	"fmt"
	"strings"
	"testing"

	"jitasa/internal/place"
)

// alikeLetters are those that people write for each other.
var alikeLetters = map[rune]string{
	'ร': "ล", 'ล': "ร", 'ศ': "สษ", 'ษ': "ศส", 'ส': "ศ", 'ณ': "น", 'น': "ณ", 'ฎ': "ดฏ", 'ฏ': "ตฎ", 'ใ': "ไ", 'ไ': "ใ", 'ธ': "ท", 'ท': "ธ", 'ภ': "พ", 'พ': "ภ",
	'ฬ': "ล", 'ญ': "ยน", 'ซ': "ช", 'ฐ': "ถ", 'ิ': "ี", 'ี': "ิ", 'ุ': "ู", 'ู': "ุ", 'ึ': "ื", '่': "้", '้': "่",
}

// slipsOf are the ways in which a name is mistyped: a letter that sounds alike,
// one too many, a tone, a vowel or a silent letter left out.
func slipsOf(name string) (out []string) {
	rs := []rune(name)
	with := func(i int, s string, n int) { out = append(out, string(rs[:i])+s+string(rs[i+n:])) }
	for i, r := range rs {
		for _, x := range alikeLetters[r] {
			with(i, string(x), 1)
		}
		switch {
		case r >= '็' && r <= '๎', r == 'ะ', r == 'า':
			with(i, "", 1)
		case r >= 'ก' && r <= 'ฮ' && i > 0:
			with(i, string(r)+string(r), 1)
		}
		if r == '์' {
			with(i-1, "", 2)
		}
	}
	return out
}

// TestSlips mistypes all provinces and a part of the districts, alone and in sentences. Short names are left out: one letter
// makes another word of them.
func TestSlips(t *testing.T) {
	g, err := place.New()
	if err != nil {
		t.Fatal(err)
	}
	r, now := newReader(t), moment(t, someSunday)
	for _, sentence := range []string{"%s", "หางานแถว%s", "อยู่%sค่ะ มีงานไหม"} {
		for level, rule := range []struct{ shortest, right float64 }{{5, 0.96}, {8, 0.93}} {
			n, right, wrong := 0, 0, 0
			for i, p := range of(g, level) {
				if float64(len([]rune(p.NameTH))) < rule.shortest || level > 0 && i%7 != 0 {
					continue
				}
				for _, s := range slipsOf(p.NameTH) {
					got := r.Read(fmt.Sprintf(sentence, s), now)
					codes := got.Places
					if got.Place != "" {
						codes = []string{got.Place}
					}
					n++
					switch {
					case hits(g, codes, p):
						right++
					case codes != nil:
						wrong++
					}
				}
			}
			if n == 0 || float64(right) < rule.right*float64(n) || 100*wrong > n {
				t.Errorf("%s, level %d: of %d slips %d are understood, %d wrongly", sentence, level, n, right, wrong)
			}
			t.Logf("%s, level %d: of %d slips %d are understood, %d wrongly", sentence, level, n, right, wrong)
		}
	}
}

func of(g *place.Gazetteer, level int) (out []place.Place) {
	for _, p := range g.Provinces("", "th") {
		if level == 0 {
			out = append(out, p)
			continue
		}
		out = append(out, g.Districts(p.Code, "th")...)
	}
	return out
}

// hits reports whether p, what it lies in or what is called the same is among the codes.
func hits(g *place.Gazetteer, codes []string, p place.Place) bool {
	for _, c := range codes {
		q, _ := g.Place(c)
		if strings.HasPrefix(c, p.Code) || strings.HasPrefix(p.Code, c) || q.NameTH == p.NameTH {
			return true
		}
	}
	return false
}

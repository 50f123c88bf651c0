package understand

import (
	"slices"
	"testing"

	"jitasa/internal/thai"
)

// A spelling with two meanings of one role would be read as either, by the
// order of a map.
func TestNoSpellingMeansTwoThings(t *testing.T) {
	type meaning struct {
		role  role
		value string
	}
	for _, vs := range newLexicon().withNews() {
		seen := map[string]meaning{}
		for _, v := range vs {
			if v.key == "" || thai.Key(v.key) != v.key {
				t.Errorf("%q is no key", v.key)
			}
			m, known := seen[v.key]
			if !known {
				seen[v.key] = meaning{v.role, v.value}
			} else if m.role == v.role && m.value != v.value {
				t.Errorf("%s means %s and %s", v.key, m.value, v.value)
			}
		}
	}
}

// The two layouts have a letter for every key, and turning back and forth
// changes nothing.
func TestLayouts(t *testing.T) {
	if e, th := len([]rune(englishKeys)), len([]rune(thaiKeys)); e != th {
		t.Fatalf("%d keys in English, %d in Thai", e, th)
	}
	toThai, toEnglish := newLayouts()
	for _, word := range []string{"สมัคร", "เชียงใหม่", "ยกเลิก", "ขอบคุณ", "ภูเก็ต", "ธันวาคม"} {
		if got := toThai.Replace(toEnglish.Replace(word)); got != word {
			t.Errorf("%s became %s", word, got)
		}
	}
	if got := toThai.Replace("l,y8i"); got != "สมัคร" {
		t.Errorf("l,y8i is %s", got)
	}
}

// An intent without a rank would be preferred to none, whatever it is about.
func TestEveryIntentHasARank(t *testing.T) {
	for _, i := range Intents() {
		if !slices.Contains(ranking, i) {
			t.Errorf("%s has none", i)
		}
	}
}

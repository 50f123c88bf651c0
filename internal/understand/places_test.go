package understand_test

import (
	"os"
	"strings"
	"testing"
)

// TestPlaces holds the reader against testdata/places.txt: slips, sounds, karaoke, landmarks, alone and in sentences.
func TestPlaces(t *testing.T) {
	r, now := newReader(t), moment(t, someSunday)
	raw, err := os.ReadFile("testdata/places.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for line := range strings.Lines(string(raw)) {
		text, want, ok := strings.Cut(strings.TrimSpace(line), " => ")
		if !ok {
			continue
		}
		cases++
		got := r.Read(text, now)
		codes := strings.Join(append(got.Places, got.Place), ",")
		if codes = strings.Trim(codes, ","); codes == "" {
			codes = "-"
		}
		if codes != want {
			t.Errorf("%s: %s, want %s", text, codes, want)
		}
	}
	if cases < 250 {
		t.Errorf("%d cases: too few", cases)
	}
}

// TestNoPlaces: words of every day, what people say and how they are called are no places.
func TestNoPlaces(t *testing.T) {
	r, now := newReader(t), moment(t, someSunday)
	raw, err := os.ReadFile("testdata/noplaces.txt")
	if err != nil {
		t.Fatal(err)
	}
	words, names, of := 0, 0, &[]int{0}[0]
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "# Names"):
			of = &names
		case strings.HasPrefix(line, "# Words"):
			of = &words
		}
		if strings.HasPrefix(line, "#") {
			continue
		}
		texts := strings.Fields(line)
		if strings.Contains(line, "|") {
			texts = strings.Split(line, "|")
		}
		for _, text := range texts {
			*of++
			if got := r.Read(text, now); got.Place != "" || got.Places != nil {
				t.Errorf("%s is %s%v", text, got.Place, got.Places)
			}
		}
	}
	if words < 500 || names < 300 {
		t.Errorf("%d words, %d names: too few", words, names)
	}
}

// What else a sentence says is understood beside a landmark or a slip.
func TestBesidePlaces(t *testing.T) {
	r, now := newReader(t), moment(t, someSunday)
	for text, want := range map[string]string{
		"หางานแถวลาดพร้าวเสาร์นี้": "intent=nearby place=1038 date=2026-11-28", "อยากช่วยหมาแถวๆ ม.เกษตร พรุ่งนี้": "intent=nearby place=1030 date=2026-11-23 cause=animals", "volunteer near Siam tomorrow": "intent=nearby place=1007 date=2026-11-23",
		"สอนหนังสือเด็กที่เชียงไหม่วันจันทร์": "place=50 date=2026-11-23 cause=education", "งานอาสาแถวสุพันบุรี": "intent=nearby place=72", "อยู่ลำลูกกาคลองสี่": "place=1306", "ลำลูกกา คลอง 4": "place=1306", "หางานแถวนครสวรรคเสาร์หน้า": "intent=nearby place=60 date=2026-12-05",
		"help dogs around ladprao this saturday": "intent=nearby place=1038 date=2026-11-28 cause=animals",
	} {
		if got := fieldsOf(r.Read(text, now)); got != want {
			t.Errorf("%s:\n got %s\nwant %s", text, got, want)
		}
	}
	if got := r.Read("งานอาสาแถวหมอชิต", now).Landmark; got == nil || got.NameTH != "หมอชิต" || got.Point.Lat == 0 {
		t.Errorf("หมอชิต: landmark %v", got)
	}
	if got := r.Read("งานอาสาที่จตุจักร", now).Landmark; got != nil {
		t.Errorf("จตุจักร: landmark %v", got)
	}
}

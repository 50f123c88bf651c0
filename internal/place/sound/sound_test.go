package sound

import (
	"strings"
	"testing"

	"jitasa/internal/thai"
)

// soundOf is the sound of a name as it is written.
func soundOf(name string) string { return string(Append(nil, thai.Key(name))) }

// The first of each line is the name, the others are ways in which people type it.
func TestSound(t *testing.T) {
	for _, line := range []string{
		"สุรินทร์ สุรินทร สุรินท สุริน สุลินทร์ สุรินท์", "สุพรรณบุรี สุพันบุรี", "ฉะเชิงเทรา ฉะเชิงเซา ฉเชิงเทรา ชะเชิงเทรา", "เพชรบุรี เพชบุรี เพ็ชรบุรี", "เชียงใหม่ เชียงไหม่ เชียงใหม เชียงไม่ เชียงไหม",
		"นครสวรรค์ นครสวรรณ์ นครสวัน", "ลำปาง รำปาง", "กระบี่ กะบี่ กระบี", "สุราษฎร์ธานี สุราษธานี สุราดธานี สุราษฏร์ธานี สุราษฎร์ทานี", "ประจวบคีรีขันธ์ ปะจวบคีรีขัน ประจวบคิรีขันธ์", "บุรีรัมย์ บุรีรำ บุรีรัม",
		"จันทบุรี จันบุรี จันทรบุรี", "กาญจนบุรี กานจนบุรี กาญจะนะบุรี", "พิษณุโลก พิดสะนุโลก พิสนุโลก", "นครศรีธรรมราช นครสีทำมะราด นครศรีธรรมราด", "อุตรดิตถ์ อุตรดิต อุดรดิต", "ชัยภูมิ ไชยภูมิ ไชภูมิ", "สมุทรปราการ สมุดปราการ สมุทปราการ",
		"ยโสธร ยะโสธร", "หนองบัวลำภู หนองบัวลำพู", "พระนครศรีอยุธยา พระนครสีอยุทธยา", "Lat Phrao|Ladprao|Latphrao|Lad Phrao|Lardprao", "Sathon|Sathorn|Satorn", "Sukhumvit|Sukumvit|Sukhumwit|Sukumwit", "Thong Lo|Thonglor|Tonglor",
		"Ekkamai|Ekamai", "Asok|Asoke", "Ari|Aree", "Ramkhamhaeng|Ramkamhaeng", "Nonthaburi|Nontaburi|Nonthaburee", "Samut Prakan|Samut Prakarn|Samutprakarn", "Ayutthaya|Ayuthaya|Ayutaya", "Chon Buri|Cholburi|Chonburi", "Kanchanaburi|Kanjanaburi",
		"Nakhon Si Thammarat|Nakorn Sri Thammarat|Nakon Sithamarat", "Huai Khwang|Huay Kwang|Huaykwang", "Chatuchak|Jatujak", "Phatthaya|Pattaya|Phattaya", "Phetchabun|Petchaboon", "Phitsanulok|Pisanulok|Phitsanuloke", "Si Sa Ket|Srisaket|Sisaket",
	} {
		sep := " "
		if strings.Contains(line, "|") {
			sep = "|"
		}
		names := strings.Split(line, sep)
		for _, n := range names[1:] {
			if a, b := soundOf(names[0]), soundOf(n); a != b {
				t.Errorf("%s %s, %s %s", names[0], a, n, b)
			}
		}
	}
}

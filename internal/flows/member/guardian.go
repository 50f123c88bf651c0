package member

// guardianAgrees are ways in which minors say so.
func guardianAgrees() []string {
	var all []string
	for _, who := range []string{"แม่", "พ่อ", "พ่อแม่", "ตา", "ยาย", "ปู่", "ย่า", "ผู้ปกครอง", "mom", "mum", "dad", "my mom", "my dad", "my parents", "guardian"} {
		for _, says := range []string{
			"โอเค", "โอเคแล้ว", "ยินยอม", "ยินยอมแล้ว", "อนุญาต", "อนุญาตแล้ว", "ให้แล้ว", "รู้แล้ว", "ตกลง", "ตกลงแล้ว",
			"agree", "agrees", "agreed", "ok", "is ok", "says yes", "said yes", "knows",
		} {
			all = append(all, who+says)
		}
	}
	return all
}

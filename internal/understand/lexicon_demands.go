package understand

// What work has to be like, as [Result.Only] names it.
const (
	ForMinors   = "minors"      // children and young people may come
	InEnglish   = "english"     // English is enough
	Sitting     = "sitting"     // it can be done sitting
	Certificate = "certificate" // the hours are certified: they count for กยศ.
)

// Demands lists what work can have to be like.
func Demands() []string { return []string{ForMinors, InEnglish, Sitting, Certificate} }

// demands adds how people say what the work has to be like.
func (l lexicon) demands() {
	for code, spellings := range map[string]string{
		ForMinors: "พาลูกไป|พาลูกไปได้|พาลูกไปด้วย|พาลูกมาได้|พาลูกมาด้วย|พาลูกไปด้วยได้|พาเด็กไปได้|พาเด็กไปด้วย|พาเด็กไปด้วยได้|พาหลานไป|พาหลานไปได้|พาหลานไปด้วย|พาน้องไปได้|พาครอบครัวไปได้|พาครอบครัวไปด้วย|" +
			"เด็กทำได้|เด็กๆทำได้|เด็กก็ทำได้|เด็กไปได้|เด็กๆไปได้|เด็กก็ไปได้|เด็กเข้าร่วมได้|เด็กร่วมได้|เด็กช่วยได้|เด็กสมัครได้|ที่รับเด็ก|เด็กมัธยมทำได้|เด็กประถมทำได้|เด็กนักเรียนทำได้|นักเรียนทำได้|เยาวชนทำได้|เยาวชนเข้าร่วมได้|ลูกทำได้|ลูกไปได้|ลูกไปด้วยได้|ทำกับลูก|ทำกับลูกได้|ไปกับลูก|ไปกับลูกได้|อายุไม่ถึง18|อายุไม่ถึง20|ต่ำกว่า18|ต่ำกว่า20|ต่ำกว่า18ปี|ต่ำกว่า20ปี|ยังไม่ถึง18|ยังไม่ถึง20|" +
			"bring my kid|bring my kids|bring my child|bring my children|bring my son|bring my daughter|bring kids|bring children|bring the kids|with my kid|with my kids|with my child|with my children|with my son|with my daughter|kids can join|kids can do|children can join|children can do|kids allowed|children allowed|kids welcome|children welcome|takes children|take children|takes kids|open to children|open to kids|open to minors|family friendly|family-friendly|kid friendly|child friendly|suitable for kids|suitable for children|under 18|under 18s|under 20|minors|for minors|teenagers can do|teens can do",
		InEnglish: "ใช้ภาษาอังกฤษ|ใช้ภาษาอังกฤษได้|ใช้อังกฤษ|ใช้อังกฤษได้|ใช้แต่ภาษาอังกฤษ|ไม่ต้องพูดไทย|ไม่ต้องพูดภาษาไทย|ไม่ต้องใช้ภาษาไทย|ไม่ต้องรู้ภาษาไทย|ไม่ต้องพูดไทยได้|พูดไทยไม่ได้ก็ทำได้|พูดไทยไม่ได้ก็ได้|ไม่รู้ภาษาไทยก็ทำได้|ต่างชาติทำได้|ต่างชาติไปได้|ต่างชาติร่วมได้|ชาวต่างชาติทำได้|คนต่างชาติทำได้|ฝรั่งทำได้|ฝรั่งไปได้|ที่รับต่างชาติ|รับชาวต่างชาติ|" +
			"no thai|no thai needed|no thai required|no thai language|no thai necessary|without thai|without speaking thai|thai not needed|thai not required|don't need thai|do not need thai|don't need to speak thai|in english only|english is enough|english is ok|english is okay|english ok|english speakers|english speaking|english-speaking|for english speakers|for foreigners|open to foreigners|foreigners welcome|foreigners can do|foreigners can join|non thai speakers|non-thai speakers",
		Sitting: "นั่งทำ|นั่งทำได้|นั่งทำงาน|ทำแบบนั่ง|งานนั่ง|งานนั่งๆ|งานนั่งโต๊ะ|นั่งโต๊ะ|นั่งเฉยๆทำ|นั่งอยู่กับที่|ไม่ต้องยืน|ไม่ต้องยืนนาน|ไม่ต้องยืนนานๆ|ไม่ยืน|ไม่ยืนนาน|ยืนนานไม่ได้|ยืนนานๆไม่ได้|ยืนนานไม่ไหว|ยืนไม่ไหว|ไม่ต้องเดิน|ไม่ต้องเดินเยอะ|ไม่ต้องเดินมาก|เดินเยอะไม่ได้|เดินมากไม่ได้|เดินไม่สะดวก|ขาไม่ดี|เข่าไม่ดี|นั่งวีลแชร์ทำได้|นั่งรถเข็นทำได้|" +
			"sitting|sitting down|seated|sit down work|desk work|no standing|without standing|not standing|don't have to stand|do not have to stand|can't stand long|cannot stand long|can't stand for long|cannot stand for long|can't stand for a long time|no walking|without walking|can't walk far|cannot walk far|bad knees|bad knee|wheelchair accessible",
		Certificate: "กยศ|ก.ย.ศ|กยส|กองทุนกู้ยืม|กู้ยืมเพื่อการศึกษา|นับชั่วโมง|นับชั่วโมงได้|นับชั่วโมงจิตอาสา|นับเป็นชั่วโมงจิตอาสา|ชั่วโมงจิตอาสา|ชั่วโมงกยศ|เก็บชั่วโมง|เก็บชั่วโมงจิตอาสา|ได้ชั่วโมง|ได้ชั่วโมงจิตอาสา|เอาชั่วโมง|รับรองชั่วโมง|ใบรับรองชั่วโมง|มีใบรับรอง|ได้ใบรับรอง|มีเกียรติบัตร|ได้เกียรติบัตร|ออกเกียรติบัตร|ออกใบรับรอง|มีใบเซอร์|ได้ใบเซอร์|มีใบประกาศ|ได้ใบประกาศ|" +
			"student loan|student loans|student loan fund|certified hours|certify hours|certify my hours|certifies hours|hours certified|service hours|community service hours|volunteer hours|with a certificate|with certificate|gives a certificate|give a certificate|give certificates|gives certificates|certificate of hours",
	} {
		l.add(vocable{role: demand, value: code}, spellings)
	}
}

package understand

// causes adds the everyday words of every cause.
func (l lexicon) causes() {
	for code, spellings := range map[string]string{
		"animals":      "หมา|หมาแมว|หมาจร|แมว|แมวจร|สุนัข|สุนัขจรจัด|สัตว์|สัตว์จร|สัตว์จรจัด|สัตว์ป่า|สัตว์เลี้ยง|น้องหมา|น้องแมว|ลูกหมา|ลูกแมว|ช้าง|เต่า|เต่าทะเล|animal|animals|dog|dogs|cat|cats|puppy|puppies|kitten|kittens|elephant|elephants|turtle|turtles|pets|wildlife|stray dogs|stray cats",
		"children":     "เด็ก|เด็กๆ|เด็กกำพร้า|เด็กเล็ก|เด็กด้อยโอกาส|เด็กยากไร้|เยาวชน|วัยรุ่น|บ้านเด็กกำพร้า|สถานสงเคราะห์เด็ก|น้องนักเรียน|น้องกำพร้า|สอนน้อง|เล่นกับน้อง|ช่วยน้อง|ดูแลน้อง|เพื่อน้อง|ให้น้อง|น้องบนดอย|child|children|kid|kids|orphan|orphans|orphanage|youth|teenagers|teens",
		"elderly":      "คนแก่|ผู้สูงอายุ|คนชรา|ผู้เฒ่า|คนเฒ่า|บ้านพักคนชรา|ตายาย|ปู่ย่าตายาย|ครอบครัว|สูงวัย|elderly|old people|seniors|senior citizens|nursing home|grandparents|family|families",
		"disability":   "คนพิการ|ผู้พิการ|พิการ|คนตาบอด|ตาบอด|คนหูหนวก|หูหนวก|ออทิสติก|วีลแชร์|ภาษามือ|อ่านหนังสือให้คนตาบอด|disabled|disability|disabilities|blind|deaf|wheelchair|autism|autistic|sign language",
		"women":        "ผู้หญิง|สตรี|สิทธิสตรี|แม่เลี้ยงเดี่ยว|ความรุนแรงในครอบครัว|women|woman|girls|single mothers|domestic violence",
		"environment":  "สิ่งแวดล้อม|ปลูกป่า|ปลูกต้นไม้|ต้นไม้|ป่าไม้|ป่าชายเลน|ปลูกป่าชายเลน|เก็บขยะ|เก็บขยะทะเล|ขยะ|ขยะทะเล|รีไซเคิล|ทะเล|ชายหาด|ชายหาดสะอาด|แม่น้ำ|คลอง|ปะการัง|ธรรมชาติ|อนุรักษ์|โลกร้อน|ฝุ่น|pm2.5|ทำฝาย|สร้างฝาย|เกษตร|เกษตรอินทรีย์|ทำนา|เกี่ยวข้าว|ดำนา|environment|environmental|tree planting|plant trees|trees|forest|reforestation|mangrove|mangroves|beach cleanup|beach|cleanup|clean up|trash|garbage|recycling|recycle|ocean|sea|river|coral|nature|conservation|climate|farming|farm|agriculture",
		"disaster":     "น้ำท่วม|อุทกภัย|ภัยพิบัติ|กู้ภัย|กู้ชีพ|ไฟไหม้|ไฟป่า|ดับไฟป่า|แผ่นดินไหว|สึนามิ|พายุ|ดินถล่ม|ดินสไลด์|น้ำป่า|ภัยแล้ง|ผู้ประสบภัย|บรรเทาทุกข์|ฟื้นฟูหลังน้ำลด|ล้างบ้าน|ล้างโคลน|ถุงยังชีพ|flood|floods|flooding|flooded|disaster|disasters|rescue|fire|wildfire|earthquake|tsunami|storm|landslide|drought|relief|disaster relief",
		"education":    "สอนหนังสือ|สอน|สอนเด็ก|สอนภาษา|สอนภาษาอังกฤษ|สอนภาษาไทย|สอนภาษาจีน|สอนภาษาญี่ปุ่น|สอนภาษาเกาหลี|สอนอังกฤษ|สอนไทย|สอนจีน|สอนการบ้าน|ติวหนังสือ|ติว|การศึกษา|ครูอาสา|เป็นครู|ช่วยครู|โรงเรียน|ห้องสมุด|อ่านนิทาน|เล่านิทาน|หนังสือ|ค่ายอาสา|ค่ายเด็ก|teach|teaching|teacher|tutor|tutoring|education|school|schools|library|reading|teach english|teaching english",
		"health":       "สุขภาพ|โรงพยาบาล|หมอ|แพทย์|พยาบาล|ผู้ป่วย|คนไข้|คนป่วย|บริจาคเลือด|บริจาคโลหิต|สาธารณสุข|ปฐมพยาบาล|มะเร็ง|สุขภาพจิต|health|hospital|hospitals|patients|doctor|nurse|blood donation|donate blood|medical|first aid|mental health",
		"food":         "อาหาร|ทำอาหาร|ทำกับข้าว|กับข้าว|แจกอาหาร|แจกข้าว|ข้าวกล่อง|โรงครัว|โรงทาน|ครัวกลาง|ครัวอาสา|คนหิว|คนไร้บ้าน|food|cooking|cook|kitchen|meals|soup kitchen|food bank|hungry|homeless",
		"construction": "ก่อสร้าง|สร้างบ้าน|ซ่อมบ้าน|สร้างโรงเรียน|ซ่อมแซม|ทาสี|ทาสีโรงเรียน|ช่าง|ช่างไม้|ช่างไฟ|งานช่าง|construction|build|building|build houses|repair|repairs|painting walls|carpentry|carpenter|electrician",
		"arts":         "ศิลปะ|วาดรูป|วาดภาพ|ดนตรี|ร้องเพลง|เล่นดนตรี|กีฬา|ฟุตบอล|ท่องเที่ยว|ไกด์|พิพิธภัณฑ์|การแสดง|ละคร|วิ่งการกุศล|art|arts|music|drawing|painting|sport|sports|football|museum|tourism|tour guide|theatre|theater|dance",
		"religion":     "ศาสนา|วัด|ทำวัด|ล้างห้องน้ำวัด|โบสถ์|มัสยิด|พระพุทธศาสนา|ธรรมะ|ปฏิบัติธรรม|งานบุญ|religion|religious|temple|temples|church|mosque|buddhist|dhamma",
		"handicraft":   "งานฝีมือ|หัตถกรรม|เย็บผ้า|ถักไหมพรม|ถักหมวก|ทอผ้า|จักสาน|หมอนหัวใจ|เย็บเต้านมเทียม|handicraft|handicrafts|craft|crafts|sewing|knitting|weaving",
		"it":           "ไอที|คอมพิวเตอร์|เขียนโปรแกรม|โปรแกรมเมอร์|ทำเว็บ|เว็บไซต์|กราฟิก|กราฟฟิก|ออกแบบกราฟิก|ออกแบบ|coding|programming|programmer|computer|computers|website|websites|graphic design|graphics|software",
		"media":        "ถ่ายรูป|ถ่ายภาพ|ช่างภาพ|ถ่ายวิดีโอ|วิดีโอ|ตัดต่อ|ตัดต่อวิดีโอ|สื่อ|ประชาสัมพันธ์|เขียนบทความ|เขียนข่าว|แปลภาษา|media|photography|photographer|photo|photos|video|videos|public relations|writing|translation|translate",
		"coordination": "ประสานงาน|จัดงาน|สตาฟงาน|ลงทะเบียนหน้างาน|ธุรการ|งานเอกสาร|จัดการอาสา|coordination|coordinate|coordinator|organizing|organising|event staff|admin work|paperwork",
		"law":          "กฎหมาย|กฏหมาย|ทนาย|ทนายความ|ที่ปรึกษากฎหมาย|สิทธิมนุษยชน|law|legal|lawyer|lawyers|legal aid|human rights",
		"general":      "งานทั่วไป|ทั่วไป|general|general work",
	} {
		l.add(vocable{role: cause, value: code}, spellings)
	}
}

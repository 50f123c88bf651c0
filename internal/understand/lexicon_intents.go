package understand

import "jitasa/internal/domain"

// commandRow is a command with its spellings. Weak ones count only in a text
// that holds nothing unknown besides: สมัคร is also a name, back also a part of the body.
type commandRow struct {
	intent       Intent
	strong, weak string
}

// intents adds the commands.
func (l lexicon) intents() {
	for _, rows := range [][]commandRow{working(), keeping(), steering()} {
		for _, row := range rows {
			l.add(vocable{role: command, value: string(row.intent), strong: true}, row.strong)
			l.add(vocable{role: command, value: string(row.intent)}, row.weak)
		}
	}
	l.leaving()
	l.languages()
	l.add(vocable{role: softly, value: string(SignUp)}, "อยากเป็นอาสา|อยากเป็นอาสาสมัคร|อยากเป็นจิตอาสา|เป็นอาสา|เป็นอาสาสมัคร|เป็นจิตอาสา|ต้องการเป็นอาสา|ต้องการเป็นอาสาสมัคร|สนใจเป็นอาสา|สนใจเป็นอาสาสมัคร|want to volunteer|like to volunteer|be a volunteer")
	l.add(vocable{role: softly, value: string(Nearby)}, "want to help|like to help|อยากทำงานอาสา|อยากทำจิตอาสา|สนใจงานอาสา|อยากทำอาสา")
	l.add(vocable{role: stuck}, "ติดอยู่|ออกไม่ได้|ออกไปไม่ได้|หนีไม่ทัน|หนีไม่ได้|ติดบนหลังคา|อยู่บนหลังคา|ขึ้นชั้นสอง|น้ำเข้าบ้าน|น้ำขึ้นสูง|บ้านเราโดน|บ้านผมโดน|มารับหน่อย|มารับที|มาช่วยที|มาช่วยหน่อย|ไม่มีข้าวกิน|ไม่มีน้ำกิน|trapped|stuck|can't get out|cannot get out|on the roof|my house|our house|save us|save me|rescue us|rescue me|send a boat|send boat|no food")
	l.add(vocable{role: distress, value: string(Help)}, "ช่วยด้วย|ช่วยเราด้วย|ช่วยพวกเราด้วย|ช่วยที|ช่วยเราที")
}

// working are about work: finding it, joining it, asking for hands.
func working() []commandRow {
	return []commandRow{
		{
			SignUp,
			"สมัครเป็นอาสา|สมัครอาสา|สมัครจิตอาสา|สมัครเป็นจิตอาสา|สมัครอาสาสมัคร|สมัครเป็นอาสาสมัคร|สมัครสมาชิก|สมัครเป็นสมาชิก|อยากสมัคร|ขอสมัคร|ต้องการสมัคร|" +
				"สนใจสมัคร|ลงทะเบียนอาสา|ขอลงทะเบียน|อยากลงทะเบียน|sign me up|become a volunteer|register as a volunteer|sign up as a volunteer|want to sign up|want to register",
			"สมัคร|ลงทะเบียน|ลงชื่อ|เข้าร่วม|sign up|signup|register|registration|join|join us|enroll",
		},
		{
			Nearby,
			"หางานอาสา|หางานจิตอาสา|หางานใกล้|งานใกล้ฉัน|งานใกล้บ้าน|งานอาสาใกล้ฉัน|ค้นหางาน|มีงานอะไรบ้าง|มีงานอาสาไหม|มีงานอาสาอะไรบ้าง|มีงานไหม|มีอะไรให้ช่วย|มีอะไรให้ทำ|มีที่ไหนให้ช่วย|มีงานอะไร|หางาน|หางานทำ|" +
				"ดูงานอาสา|อาสาใกล้ฉัน|กิจกรรมใกล้ฉัน|งานแถวนี้|หากิจกรรม|หาที่อาสา|อยากหางาน|find work|find volunteer work|work near me|volunteer near me|find opportunities|" +
				"opportunities near me|volunteer work near me|find a job|looking for volunteer work|looking for work",
			"แนะนำ|แนะนำหน่อย|ช่วยแนะนำ|แนะนำงาน|มีอะไรแนะนำ|ช่วยเลือก|เลือกให้|recommend|recommend something|suggest|suggest something|suggestions|pick for me|choose for me|surprise me|อาสา|จิตอาสา|volunteer|volunteering|ใกล้ฉัน|ใกล้บ้าน|ใกล้ๆ|แถวนี้|งานอาสา|งานจิตอาสา|ดูงาน|งาน|ค้นหา|อยากช่วย|อยากช่วยงาน|nearby|near me|opportunities|volunteer work|search|jobs|find",
		},
		{
			MySignups,
			"งานของฉัน|งานของผม|งานที่ฉันสมัคร|งานที่ผมสมัคร|งานที่เราสมัคร|งานที่หนูสมัคร|งานที่สมัครไว้|งานที่สมัคร|งานที่ลงชื่อไว้|งานที่สนใจ|กิจกรรมของฉัน|ที่สมัครไว้|สมัครอะไรไว้บ้าง|นัดของฉัน|my signups|my sign ups|my activities|my jobs|my shifts|what did i sign up for|my opportunities",
			"รายการของฉัน|ตารางของฉัน|my schedule|my work",
		},
		{
			SOS,
			"ขอความช่วยเหลือ|ต้องการความช่วยเหลือ|ต้องการคน|ต้องการคนช่วย|ต้องการอาสา|ต้องการอาสาสมัคร|ต้องการจิตอาสา|ต้องการกำลังคน|ขอกำลังคน|ขอแรง|ขาดคน|ขาดอาสา|ขาดอาสาสมัคร|ขอคนช่วย|ขอคนมาช่วย|ขออาสา|ขออาสาสมัคร|ขอจิตอาสา|" +
				"รับสมัครอาสา|รับสมัครอาสาสมัคร|รับสมัครจิตอาสา|เปิดรับอาสา|เปิดรับอาสาสมัคร|เปิดรับจิตอาสา|ประกาศรับอาสา|ประกาศหาอาสา|หาอาสามาช่วย|need volunteers|we need volunteers|volunteers needed|looking for volunteers|call for help|call for volunteers|need people|need hands|send help|we need help",
			"ฆ่าตัวตาย|อยากฆ่าตัวตาย|อยากตาย|ไม่อยากมีชีวิตอยู่|kill myself|want to die|suicide|sos|ขอกำลังเสริม|ประกาศขอความช่วยเหลือ|emergency help",
		},
	}
}

// keeping are about the person: what is known of them, what is sent to them.
func keeping() []commandRow {
	return []commandRow{
		{
			Profile,
			"แก้ไขโปรไฟล์|ดูโปรไฟล์|แก้ไขข้อมูลส่วนตัว|เปลี่ยนเบอร์|เปลี่ยนที่อยู่|เปลี่ยนชื่อ|แก้ไขข้อมูล|แก้ไขเบอร์|แก้เบอร์|แก้ไขชื่อ|แก้ชื่อ|แก้ข้อมูล|แก้ไขพื้นที่|เปลี่ยนพื้นที่|แก้พื้นที่|แก้ที่อยู่|change my location|change my area|change my address|change my number|edit my profile|my profile|edit profile|change my phone|change my name",
			"โปรไฟล์|โปรไฟล|โพรไฟล์|ข้อมูลส่วนตัว|ประวัติ|ประวัติของฉัน|profile|account|บัญชีของฉัน",
		},
		{
			MyData,
			"ข้อมูลของยาย|ข้อมูลของตา|ข้อมูลของป้า|ข้อมูลของลุง|ข้อมูลของพี่|ข้อมูลของน้า|ใครเห็นข้อมูล|my information|my personal information|ข้อมูลของฉัน|ข้อมูลของผม|ข้อมูลของเรา|ข้อมูลส่วนบุคคล|ขอข้อมูลของฉัน|ดูข้อมูลของฉัน|ดาวน์โหลดข้อมูล|ขอสำเนาข้อมูล|ถอนความยินยอม|เพิกถอนความยินยอม|withdraw my consent|withdraw consent|what data do you have|ส่งออกข้อมูล|my data|my personal data|export my data|download my data|what do you know about me",
			"ข้อมูลฉัน|ข้อมูลผม|ความเป็นส่วนตัว|pdpa|privacy",
		},
		{
			Erase,
			"ลบข้อมูล|ลบข้อมูลของฉัน|ลบข้อมูลทั้งหมด|ลบข้อมูลส่วนตัว|ลบข้อมูลของผม|ลบบัญชี|ลบบัญชีของฉัน|ขอลบข้อมูล|delete my data|delete my account|erase my data|remove my data|erase all my data|delete all my data|remove all my data|erase all data|delete all data|erase everything|erase my profile|delete my profile|delete my information|delete my info|erase my account|remove my account|close my account|wipe my data|ลบข้อมูลเรา|ลบข้อมูลของเรา|ลบข้อมูลของหนู|ลบข้อมูลของดิฉัน|ลบโปรไฟล์|ปิดบัญชี|ไม่ให้เก็บข้อมูล|ไม่อยากให้เก็บข้อมูล|remove me|be forgotten|stop storing my data|ลืมฉัน|ลบฉัน|ลบทุกอย่าง|ลบประวัติ|forget me|delete everything|erase me",
			"ลบ|ลบทั้งหมด|erase|delete",
		},
		{
			Newsletter,
			"จดหมายข่าว|ข่าวล่าสุด|อ่านข่าว|ขอข่าว|latest news|read the news|รับข่าวสาร|รับข่าว|รับจดหมายข่าว|สมัครรับข่าว|สมัครรับข่าวสาร|สมัครจดหมายข่าว|ขอรับข่าวสาร|ติดตามข่าวสาร|ติดตามข่าว|newsletter|get news|subscribe to the newsletter",
			"ข่าวสาร|ข่าว|ข่าวประจำเดือน|news|subscribe|updates",
		},
		{
			Unsubscribe,
			"ยกเลิกข่าวสาร|ยกเลิกข่าว|ยกเลิกจดหมายข่าว|ยกเลิกรับข่าว|ยกเลิกรับข่าวสาร|ยกเลิกการรับข่าว|ยกเลิกการรับข่าวสาร|ยกเลิกการรับจดหมายข่าว|ยกเลิกรับจดหมายข่าว|ไม่รับข่าว|ไม่รับข่าวสาร|ไม่อยากรับข่าว|ไม่อยากรับข่าวสาร|ไม่ต้องการรับข่าวสาร|ไม่ต้องการรับข่าว|" +
				"ไม่เอาข่าว|ไม่เอาจดหมายข่าว|ไม่รับจดหมายข่าว|เลิกรับข่าว|เลิกรับข่าวสาร|เลิกรับจดหมายข่าว|หยุดส่งข่าว|อย่าส่งมาอีก|ไม่ต้องส่งมา|ไม่ต้องส่งข่าว|ไม่อยากได้รับข่าวสาร|ไม่อยากได้ข่าว|ไม่อยากได้ข่าวสาร|หยุดส่งข้อความ|อย่าส่งข่าว|งดรับข่าวสาร|unsubscribe|stop sending|opt out|stop the newsletter|cancel newsletter|cancel the newsletter|no more news",
			"หยุดส่ง|เลิกติดตาม|stop",
		},
	}
}

// steering are about the conversation.
func steering() []commandRow {
	return []commandRow{
		{
			Human,
			"คุยกับเจ้าหน้าที่|ติดต่อเจ้าหน้าที่|คุยกับคน|คุยกับคนจริง|คุยกับแอดมิน|ติดต่อแอดมิน|คุยกับพนักงาน|ขอสายเจ้าหน้าที่|ขอเจ้าหน้าที่|เรียกเจ้าหน้าที่|ติดต่อคน|talk to a human|talk to human|talk to a person|" +
				"talk to someone|talk to staff|speak to a human|speak to staff|contact a person|speak to a person|speak to someone|real person|contact staff|contact a human",
			"เบอร์ติดต่อ|ขอเบอร์ติดต่อ|โทรหาใคร|เจ้าหน้าที่|แอดมิน|พนักงาน|ติดต่อเรา|human|agent|staff|operator|admin|person|contact",
		},
		{
			Waiting,
			"ใครรออยู่|ใครรออยู่บ้าง|มีใครรออยู่ไหม|มีใครรออยู่บ้าง|ใครรอคุย|ใครรอเจ้าหน้าที่|who waits|who is waiting|who's waiting|who is waiting for us",
			"มีใครรอไหม|มีคนรอไหม|ใครรอ|anybody waiting|anyone waiting",
		},
		{
			Console,
			"เข้าหน้าทำงาน|หน้าทำงานเจ้าหน้าที่|ขอลิงก์เข้าหน้าทำงาน|เข้าคอนโซล|open the console|staff console|sign in to the console",
			"หน้าทำงาน|คอนโซล|console",
		},
		{
			Cancel,
			"ขอยกเลิก|ยกเลิกการสมัคร|cancel this|never mind|nevermind",
			"ยกเลิก|เลิก|เลิกดีกว่า|ไม่เอาแล้ว|ไม่สมัครแล้ว|เลิกทำ|ไม่ทำแล้ว|หยุด|พอก่อน|ออก|ออกจาก|cancel|quit|exit|abort",
		},
		{
			Back,
			"ย้อนกลับ|กลับไปข้อที่แล้ว|ข้อที่แล้ว|กลับไปก่อนหน้า|go back",
			"กลับ|ย้อน|กลับไป|ก่อนหน้า|ถอยกลับ|back|previous|undo",
		},
		{
			Menu,
			"กลับเมนู|กลับหน้าหลัก|กลับไปหน้าหลัก|เมนูหลัก|ขอเมนู|main menu|show menu",
			"เมนู|หน้าหลัก|หน้าแรก|เริ่มใหม่|เริ่มต้นใหม่|เริ่ม|menu|home|start|start over|restart",
		},
		{
			Help,
			"ใช้ยังไง|ใช้งานยังไง|วิธีใช้|วิธีใช้งาน|ทำอะไรได้บ้าง|สอนใช้|how does this work|how do i use this|what can you do|how to use",
			"ช่วยเหลือ|ช่วยหน่อย|คู่มือ|คำถามที่พบบ่อย|ไม่เข้าใจ|งง|help|help me|i need help|faq|instructions",
		},
	}
}

func (l lexicon) languages() {
	l.add(vocable{role: command, value: string(Language), strong: true}, "เปลี่ยนภาษา|เลือกภาษา|ขอเปลี่ยนภาษา|change language|switch language|change the language|choose language")
	l.add(vocable{role: command, value: string(Language)}, "ภาษา|language|lang")
	for _, row := range [...]struct{ lang, strong, weak string }{
		{
			domain.Thai, "เปลี่ยนเป็นภาษาไทย|เปลี่ยนเป็นไทย|ขอภาษาไทย|switch to thai|change to thai|in thai please",
			"ภาษาไทย|ไทย|thai|thai language|in thai",
		},
		{
			domain.English, "i only speak english|i speak only english|only english|do you speak english|can you speak english|i don't speak thai|i can't read thai|i don't understand thai|i don't read thai|พูดอังกฤษได้ไหม|เปลี่ยนเป็นภาษาอังกฤษ|เปลี่ยนเป็นอังกฤษ|ขอภาษาอังกฤษ|switch to english|change to english|english please|in english please",
			"ภาษาอังกฤษ|อังกฤษ|english|eng|english language|in english",
		},
	} {
		l.add(vocable{role: command, value: string(Language), lang: row.lang, strong: true}, row.strong)
		l.add(vocable{role: command, value: string(Language), lang: row.lang}, row.weak)
	}
	l.add(vocable{role: textMode, value: "on"}, "โหมดข้อความ|ข้อความล้วน|ข้อความอย่างเดียว|โหมดตัวอักษร|plain text|plain text mode|text only|text mode|screen reader|plain")
	l.add(vocable{role: textMode, value: "off"}, "ปิดโหมดข้อความ|เลิกโหมดข้อความ|แสดงการ์ด|โหมดการ์ด|โหมดปกติ|plain text off|cards|show cards|rich mode|normal mode")
}

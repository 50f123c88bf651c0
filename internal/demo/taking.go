package demo

import (
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/shifts"
	"jitasa/internal/thai"
)

// Taking is work that people can join here, of an organisation, with its shifts from a time on: one of four shifts, of which two have a single
// seat, so that there is a line, and one of these is so soon that people are asked at any hour; and one of one shift, for adults.
func Taking(today time.Time, owner *domain.Organisation) ([]*domain.Opportunity, []*shifts.Shift) {
	today = today.In(thai.Zone())
	day := func(after, hour int) time.Time {
		return domain.Instant(time.Date(today.Year(), today.Month(), today.Day()+after, hour, 0, 0, 0, thai.Zone()))
	}
	soon := domain.Instant(today.Truncate(time.Hour).Add(6 * time.Hour))
	name := owner.Name.In(domain.DefaultLanguage())
	pack := &domain.Opportunity{
		Meta: domain.Meta{ID: "join-pack"}, Owner: owner.ID, Organisation: name, Cause: "disaster", Kind: domain.OneDay, Province: "32", District: "3201", State: domain.Open,
		Title:   domain.Text{"th": "แพ็กถุงยังชีพช่วยน้ำท่วม", "en": "Packing relief bags"},
		Summary: domain.Text{"th": "ช่วยกันแพ็กข้าวสาร น้ำดื่ม และยาลงถุงส่งให้บ้านที่น้ำท่วม ยืนทำงานในร่ม มีพี่สอนให้", "en": "Pack rice, water and medicine for flooded homes. Indoors, standing, somebody shows you how."},
		Point:   &domain.Point{Lat: 14.8829, Lng: 103.4937}, StartsAt: soon, EndsAt: day(3, 12), Seats: 22, MinorsOK: true, Expenses: "มีข้าวกลางวัน / Lunch is there", Contact: "คุณแดง 081-234-5678",
	}
	read := &domain.Opportunity{
		Meta: domain.Meta{ID: "join-read"}, Owner: owner.ID, Organisation: name, Cause: "disability", Kind: domain.OneDay, Province: "10", District: "1017", State: domain.Open,
		Title:   domain.Text{"th": "อ่านหนังสือเสียงให้ผู้พิการทางสายตา", "en": "Reading books aloud for blind people"},
		Summary: domain.Text{"th": "อ่านหนังสือคนละบทในห้องอัดเสียง ไม่ต้องมีประสบการณ์", "en": "Read a chapter in a recording room. No experience needed."},
		Point:   &domain.Point{Lat: 13.7697, Lng: 100.5740}, StartsAt: day(5, 13), EndsAt: day(5, 16), Seats: 6, Contact: "02-123-4567",
	}
	bring := domain.Text{"th": "น้ำดื่ม รองเท้าหุ้มส้น", "en": "Water, closed shoes"}
	meet := domain.Text{"th": "ศาลากลางจังหวัด อาคาร 2", "en": "Provincial hall, building 2"}
	shift := func(o *domain.Opportunity, id string, from, to time.Time, seats int, th, en string) *shifts.Shift {
		s := &shifts.Shift{Meta: domain.Meta{ID: id}, Work: o.ID, Organisation: owner.ID, From: from, To: to, Seats: seats, State: domain.Open, ChangedAt: domain.Instant(today)}
		if th != "" {
			s.Name = domain.Text{"th": th, "en": en}
		}
		return s
	}
	all := []*shifts.Shift{
		shift(pack, "pack-morning", day(2, 9), day(2, 12), 10, "เช้า", "Morning"),
		shift(pack, "pack-afternoon", day(2, 13), day(2, 16), 10, "บ่าย", "Afternoon"),
		shift(pack, "pack-driver", day(3, 9), day(3, 12), 1, "ขับรถส่งของ", "Driving"),
		shift(pack, "pack-truck", soon, soon.Add(2*time.Hour), 1, "ยกของขึ้นรถ", "Loading the truck"),
		shift(read, "read-one", day(5, 13), day(5, 16), 6, "", ""),
	}
	for _, s := range all[:4] {
		s.Bring, s.Meet = bring, meet
	}
	all[2].MinAge = 20
	return []*domain.Opportunity{pack, read}, all
}

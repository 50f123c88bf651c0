package flowtest

import (
	"context"
	"time"

	"jitasa/internal/cards"
	"jitasa/internal/demo"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/shifts"
	"jitasa/internal/shifts/shiftstest"
	"jitasa/internal/thai"
)

// DriverID is who has the one seat of the driver's shift: in transcripts "driver".
const DriverID = "U0000000000000000000000000000000d"

// joinable is the work of the demo that people can join, with its shifts. Of the driver's shift somebody has the one seat.
func (h *house) joinable() *shifts.Service {
	ctx := context.Background()
	works, all := demo.Taking(Start(), organisation())
	_, err := h.Kept.Opportunities.InsertNew(ctx, works)
	h.Do(err)
	_, err = h.Kept.Shifts.InsertNew(ctx, all)
	h.Do(err)
	s := shiftstest.New(h.Kept, &h.told, h.local)
	s.Audit, s.Readers, s.People, s.Managers = h.Access.Audit, h, profiles(h.profiles), shiftstest.Managers{ManagerID}
	driver := shiftstest.Adult(DriverID)
	_, _, err = s.Join(ctx, shiftstest.As(driver.ID), "driver", "pack-driver", shifts.Wish{Seats: 1}, driver)
	h.Do(err)
	return s
}

func (h *house) local() time.Time { return h.Now().In(thai.Zone()) }

// Reads implements shifts.Readers: everybody reads what they have chosen, and those who have not come yet Thai.
func (h *house) Reads(_ context.Context, person string) (string, error) {
	if lang, ok := h.reads[person]; ok {
		return lang, nil
	}
	return domain.DefaultLanguage(), nil
}

// profiles are what people have told.
type profiles map[string]*domain.Volunteer

// GetMany implements shifts.People.
func (p profiles) GetMany(context.Context, []string) (map[string]*domain.Volunteer, error) {
	return p, nil
}

// toldOfShifts shows what people were told of shifts since the last time.
func (s *script) toldOfShifts() (lines []string) {
	for _, n := range s.person.house.told.All() {
		said := cards.In(s.person.stage.Speak(n.Lang), s.person.stage.World.Places).Notice(n)
		lines = append(lines, s.tell(dialog.Delivery{Envelope: n.Envelope, Messages: said})...)
	}
	return lines
}

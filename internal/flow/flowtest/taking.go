package flowtest

import (
	"context"
	"strings"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/cards"
	"jitasa/internal/demo"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/hours"
	"jitasa/internal/shifts"
	"jitasa/internal/shifts/shiftstest"
	"jitasa/internal/thai"
	"jitasa/internal/timesheet"
)

// DriverID is who has the one seat of the driver's shift: in transcripts "driver".
const DriverID = "U0000000000000000000000000000000d"

// joinable is the work of the demo that people can join, with its shifts. Of the driver's shift somebody has the one seat.
func (h *house) joinable() (*shifts.Service, *hours.Service) {
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
	key := []byte("the key of transcripts")
	codes, err := shifts.NewCodes(key)
	h.Do(err)
	s.Codes, s.Guesses, s.Around = codes, &access.Guesses{Tries: h.Kept.Tries, Use: "check-in", Most: 10, Key: key, Now: h.Now}, h.Kept.Shifts
	given := &hours.Service{Ledger: h.Kept.Hours, Lists: h.Kept.Hours, People: many(h.profiles), Organisations: h.Kept.Organisations, Audit: h.Access.Audit, Now: h.local}
	timesheet.New(s, given)
	return s, given
}

// many are the profiles of several people at once.
type many map[string]*domain.Volunteer

// GetMany implements hours.People.
func (p many) GetMany(_ context.Context, ids []string) (map[string]*domain.Volunteer, error) {
	found := map[string]*domain.Volunteer{}
	for _, id := range ids {
		if v, ok := p[id]; ok {
			found[id] = v
		}
	}
	return found, nil
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
	for _, n := range s.person.house.told.Every() {
		to := n.Address()
		said := cards.In(s.person.stage.Speak(to.Lang), s.person.stage.World.Places).Notice(n)
		lines = append(lines, s.tell(dialog.Delivery{Envelope: to, Messages: said})...)
	}
	return lines
}

// withCode puts the code of now of a shift for what stands for it: "code:pack-morning".
func (s *script) withCode(text string) string {
	before, shift, found := strings.Cut(text, "code:")
	if !found {
		return text
	}
	code, _ := s.person.house.taking.Codes.Now(shift, s.person.Now.Add(tick))
	return before + shifts.Grouped(code)
}

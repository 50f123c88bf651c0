package flowtest

import (
	"context"
	"log/slog"
	"strconv"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/access/accesstest"
	"jitasa/internal/calls"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/flows"
	"jitasa/internal/hours"
	"jitasa/internal/shifts"
	"jitasa/internal/shifts/shiftstest"
	"jitasa/internal/support"
)

// The ids of who is more than a volunteer: in transcripts, those that begin with "manager", "staff" or "many".
const (
	ManagerID = "U000000000000000000000000000000aa"
	StaffID   = "U000000000000000000000000000000bb"
	ManyID    = "U000000000000000000000000000000cc" // manages five organisations
	OtherID   = "U000000000000000000000000000000dd" // works for the network as well
	AdminID   = "U000000000000000000000000000000ee" // is told of codes that are used
)

// house is what the network has beside one person's conversation: the product's collections in memory, and its capabilities
// over them. Those who talk beside each other share it.
type house struct {
	*accesstest.House
	calls    *calls.Service
	support  *support.Service
	taking   *shifts.Service
	given    *hours.Service
	told     shiftstest.Told
	profiles map[string]*domain.Volunteer
	reads    map[string]string // what people have chosen to read
	arrived  map[string]bool
	empty    bool // nobody is on duty
	alone    bool // only the first member of staff is
	left     int  // of the month's messages
	warned   string
	went     map[string]time.Time // when a call reached somebody: "call/person"
	said     map[string]string    // and what they answered
	world    flows.World
	router   *dialog.Router
}

// plenty is more messages than a transcript uses; reserve is kept for what is urgent.
const (
	plenty  = 1000
	reserve = 10
)

func (s *Stage) house(tb testing.TB) *house {
	tb.Helper()
	h := &house{House: accesstest.Open(tb), arrived: map[string]bool{}, left: plenty, went: map[string]time.Time{}, said: map[string]string{}, reads: map[string]string{}, profiles: map[string]*domain.Volunteer{}}
	h.Time = Start()
	h.support = &support.Service{Store: h.Kept.Support, Duty: h, Means: h, Audit: h.Access.Audit, Now: h.Now}
	h.calls = &calls.Service{
		Store: h.Kept.Calls, Lists: h.Kept.Calls, Answers: said{h}, Ledger: said{h}, Sending: h.known(), Staff: h.Access, Audit: h.Access.Audit, Now: h.Now, Log: slog.New(slog.DiscardHandler),
	}
	h.taking, h.given = h.joinable()
	h.world = s.World
	h.world.Taking, h.world.Hours, h.world.Access, h.world.Calls, h.world.Support, h.world.Console = h.taking, h.given, h.Access, h.calls, h.support, h
	h.router = dialog.NewRouter(flows.All(h.world))
	return h
}

// OnDuty implements support.Duty: who can be reached now.
func (h *house) OnDuty(context.Context) ([]*domain.Staff, error) {
	if h.empty {
		return nil, nil
	}
	all := []*domain.Staff{member(), colleague()}
	for _, m := range all {
		m.Warned = h.warned
	}
	if h.alone {
		return all[:1], nil
	}
	return all, nil
}

// Warned implements support.Duty.
func (h *house) Warned(_ context.Context, _, month string) error {
	h.warned = month
	return nil
}

// Has implements support.Means.
func (h *house) Has(_ context.Context, messages int, urgent bool) bool {
	if urgent {
		return messages <= h.left
	}
	return messages+reserve <= h.left
}

// SignInLink implements staff.Console.
func (h *house) SignInLink(ctx context.Context, by access.Actor, key string) (string, error) {
	d := access.Doors{SignIns: h.Kept.SignIns, Staff: h.Kept.Staff, Audit: h.Access.Audit, Now: h.Now}
	secret, err := d.Link(ctx, by, key, by.StaffID(), access.LinkLasts)
	return "https://jitasa.example/console/in/" + secret, err
}

// tell does with something for somebody else what the bot does.
func (h *house) tell(told *dialog.Delivery) dialog.How {
	switch {
	case told.CanWait:
		return dialog.Left
	case told.Reply != "" && h.Time.Sub(told.Received) < support.TokenLife:
		return dialog.Replied
	case told.OrWaits && !h.Has(context.Background(), 1, chat.Urgent(told.Messages)):
		told.CanWait = true
		return dialog.Kept
	}
	return dialog.Pushed
}

// arrives lets somebody in. The first one decides who else there is: whoever comes as staff or as a manager meets one
// member of staff; anybody else finds codes that nobody has used yet, and the admin who is told of them.
func (h *house) arrives(id string) {
	if h.arrived[id] {
		return
	}
	if len(h.arrived) == 0 {
		h.opens(id)
	}
	h.arrived[id] = true
	switch id {
	case ManagerID:
		_, err := h.Kept.Organisations.Update(context.Background(), organisation().ID, func(o *domain.Organisation) error {
			o.Managers = []string{id}
			return nil
		})
		h.Do(err)
	case ManyID:
		for i := range 5 {
			n := strconv.Itoa(i + 1)
			o := &domain.Organisation{
				Meta: domain.Meta{ID: "branch-" + n}, Managers: []string{id},
				Name: domain.Text{"th": "ศูนย์ประสานงานอาสาสมัครสาขาที่ " + n, "en": "Volunteer Coordination Centre, Branch " + n},
			}
			h.Do(h.Kept.Organisations.Insert(context.Background(), o))
		}
	case StaffID:
		_, err := h.Kept.Staff.Update(context.Background(), member().ID, func(s *domain.Staff) error {
			s.Person = id
			return nil
		})
		h.Do(err)
	case OtherID:
		h.hires(colleague())
	}
}

// opens makes what there is before anybody comes.
func (h *house) opens(first string) {
	o := organisation()
	access.ForManagers(o, "SURIN4821FLOOD77", Start())
	h.Do(h.Kept.Organisations.Insert(context.Background(), o))
	if first == ManagerID || first == ManyID || first == StaffID {
		h.hires(member())
		return
	}
	s := member()
	s.Person = ""
	access.ForStaff(s, "KANYA7341STAFF99", Start())
	late := &domain.Staff{Meta: domain.Meta{ID: "late"}, Role: domain.Editor}
	access.ForStaff(late, "LATER2569CODE001", Start().Add(-access.StaffCodeLasts))
	gone := &domain.Staff{Meta: domain.Meta{ID: "gone"}, Role: domain.Admin, DisabledAt: Start()}
	access.ForStaff(gone, "GONE2569STAFF001", Start())
	admin := &domain.Staff{Meta: domain.Meta{ID: "admin"}, Name: "วิชัย", Role: domain.Admin, Lang: "th", Person: AdminID}
	h.hires(s, late, gone, admin)
}

func (h *house) hires(all ...*domain.Staff) {
	_, err := h.Kept.Staff.InsertNew(context.Background(), all)
	h.Do(err)
}

func organisation() *domain.Organisation {
	return &domain.Organisation{Meta: domain.Meta{ID: "surin-flood"}, Name: domain.Text{"th": "ศูนย์อาสาน้ำท่วมสุรินทร์", "en": "Surin Flood Volunteers"}}
}

func member() *domain.Staff {
	return &domain.Staff{Meta: domain.Meta{ID: "s1"}, Name: "กัญญา", Lang: "th", Role: domain.Coordinator, Person: StaffID}
}

func colleague() *domain.Staff {
	return &domain.Staff{Meta: domain.Meta{ID: "s2"}, Name: "Dan", Lang: "en", Role: domain.Admin, Person: OtherID}
}

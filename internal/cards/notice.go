package cards

import (
	"errors"
	"fmt"

	"jitasa/internal/access"
	"jitasa/internal/calls"
	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/hours"
	"jitasa/internal/shifts"
	"jitasa/internal/support"
)

// Notice says a notice of any capability to its reader.
func (c Cards) Notice(n domain.Notice) []chat.Message {
	switch n := n.(type) {
	case access.Notice:
		return c.ofAccess(n)
	case calls.Notice:
		return c.ofCall(n)
	case hours.Notice:
		return c.ofHours(n)
	case shifts.Notice:
		return c.ofShift(n)
	case support.Notice:
		return c.ofSupport(n)
	}
	panic(fmt.Sprintf("nobody can say a %T", n)) // a test says every notice
}

// ofAccess tells an admin that a code was used.
func (c Cards) ofAccess(n access.Notice) []chat.Message {
	if n.Staff != nil {
		return []chat.Message{{Text: c.T("code.told_staff", "Name", n.Staff.Name, "Role", c.Role(n.Staff.Role))}}
	}
	return []chat.Message{{Text: c.T("code.told_manager", "Name", n.Organisation.Name.In(c.Lang()), "Count", len(n.Organisation.Managers))}}
}

// Role says what somebody may do.
//
//i18n:keys code.role.*
func (c Cards) Role(r domain.Role) string { return c.T("code.role." + string(r)) }

// ofCall tells staff that a call waits for them, or its maker what became of it.
func (c Cards) ofCall(n calls.Notice) []chat.Message {
	what := n.Call.What
	switch n.Kind {
	case calls.ToDecide:
		return c.toDecide(n.Call, n.Estimate)
	case calls.ToDecideAgain:
		return c.toDecideAgain(n)
	case calls.Approved:
		return []chat.Message{{Text: c.approved(n), CanWait: n.CanWait}}
	case calls.Refused:
		return []chat.Message{{Text: c.T("approve.told_no", "What", what)}}
	case calls.Ended:
		return []chat.Message{{Text: c.T("approve.told_ended", "What", what)}}
	case calls.Returned:
		return []chat.Message{{Text: c.T("approve.told_returned", "What", what, "Why", c.returnedText(n.Why)), CanWait: n.CanWait}}
	case calls.More:
		return []chat.Message{{Text: c.T("help_wanted.told", "What", what, "Come", n.Come, "Need", n.Call.Need), CanWait: true}}
	case calls.Fewer:
		return []chat.Message{{Text: c.T("help_wanted.told_less", "What", what, "Come", n.Come, "Need", n.Call.Need), CanWait: true}}
	case calls.Enough:
		return []chat.Message{{Text: c.T("help_wanted.told_enough", "What", what)}}
	}
	return nil
}

// approved says to whoever made a call that it was approved.
func (c Cards) approved(n calls.Notice) string {
	switch n.Wait.Why {
	case "":
		return c.T("approve.told_yes", "What", n.Call.What)
	case domain.WaitsToStart, domain.WaitsForLine: // this waits for LINE as well: it must be true when it comes
		return c.T("approve.told_soon", "What", n.Call.What)
	}
	return c.T("approve.told_later", "What", n.Call.What, "Why", c.WaitText(n.Wait))
}

// toDecideAgain says why an approval was taken back, and asks once more where that can help.
func (c Cards) toDecideAgain(n calls.Notice) []chat.Message {
	m := []chat.Message{{Text: c.T("approve.again", "What", n.Call.What, "Why", c.Unsendable(n.Why))}}
	if errors.Is(n.Why, calls.ErrPast) {
		return m
	}
	return append(m, c.toDecide(n.Call, n.Estimate)...)
}

// ofSupport tells staff of people who wait for them, and people what staff do.
func (c Cards) ofSupport(n support.Notice) []chat.Message {
	if n.Kind == support.Spent {
		return []chat.Message{{Text: c.T("support.spent"), Urgent: true, Nav: []chat.Choice{c.waitingChoice()}}}
	}
	first := n.Threads[0]
	switch n.Kind {
	case support.Alarm:
		return c.aboutThread(first, c.T("support.alarm"))
	case support.More:
		return c.aboutThread(first, c.T("support.more"))
	case support.Wait:
		if len(n.Threads) == 1 {
			return c.aboutThread(first, c.T("support.wait"))
		}
		return []chat.Message{c.theyWait(n.Threads, c.T("support.waiting", "Count", len(n.Threads)))}
	case support.Look:
		return []chat.Message{{Text: c.looking(first), CanWait: true, Nav: []chat.Choice{c.waitingChoice()}}}
	case support.Answer:
		return []chat.Message{c.fromStaff(n.Staff, n.Text, first.Danger)}
	case support.Closed:
		return []chat.Message{{Text: c.T("support.closed"), CanWait: true}}
	case support.Safe:
		return c.aside(c.T("support.safe", "Name", c.Called(first)))
	case support.Ended:
		return c.aside(c.T("support.ended", "Name", c.Called(first)))
	case support.Late:
		return c.aside(c.T("support.lapsed_waits", "Name", c.Called(first)))
	}
	return c.aside(c.T("support.lapsed", "Name", c.Called(first)))
}

// aside is a line for staff that can wait.
func (c Cards) aside(text string) []chat.Message {
	return []chat.Message{{Text: text, CanWait: true, Private: true}}
}

// looking says that somebody waits, and nothing of what they said.
func (c Cards) looking(t *support.Thread) string {
	switch {
	case t.Danger:
		return c.T("support.look.danger")
	case t.State == support.Hands:
		return c.T("support.look.hands")
	}
	return c.T("support.look.waits")
}

// Called is what somebody who waits is called.
func (c Cards) Called(t *support.Thread) string {
	if t.Name == "" {
		return c.T("support.somebody")
	}
	return t.Name
}

// fromStaff is what a member of staff writes, as the person reads it.
func (c Cards) fromStaff(name, text string, urgent bool) chat.Message {
	from := c.T("human.from", "Name", name)
	if name == "" {
		from = c.T("human.from_staff")
	}
	return chat.Message{Text: from + "\n" + text, Urgent: urgent, Nav: []chat.Choice{
		c.EndChoice(), {Label: c.T("command.menu.label"), Tap: chat.Tap{Flow: "!menu"}},
	}}
}

// EndChoice is the person's way out of a talk with staff.
func (c Cards) EndChoice() chat.Choice {
	return chat.Choice{Label: c.T("human.end.label"), Tap: chat.Tap{Flow: "human", Step: "!done"}}
}

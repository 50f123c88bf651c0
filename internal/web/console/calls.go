package console

import (
	"context"
	"errors"
	"net/url"

	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/web/page"
)

// Teller delivers notices, each once for its key.
type Teller interface {
	Tell(ctx context.Context, n ...domain.Notice) error
}

// callsView is the page of all calls for help.
type callsView struct {
	Parts []callsPart
}

// callsPart are the calls of one section.
type callsPart struct {
	Key  string // console.calls.KEY.title and .none
	Rows []callRow
}

// callRow is a call in a few words.
type callRow struct {
	ID, What, By, State, When, Where string
	Urgent                           bool
}

func (c *Console) cards(r *Request) cards.Cards { return c.Cards(r.T.Lang()) }

func (c *Console) callRow(r *Request, call *domain.Call, n domain.CallTally) callRow {
	say := c.cards(r)
	row := callRow{
		ID: call.ID, What: say.CallTitle(call), By: call.Name.In(r.T.Lang()), State: say.CallState(call, n, c.Now()), When: say.WhenRow(call).Value, Where: say.WhereRow(call).Value,
		Urgent: call.Urgent,
	}
	if call.State == domain.Approved && !call.Past(c.Now()) {
		row.State += " · " + r.T.T("broadcast.come_of", "Come", n.Come, "Need", call.Need)
	}
	return row
}

//i18n:keys console.calls.waiting.title console.calls.waiting.none console.calls.running.title console.calls.running.none console.calls.over.title console.calls.over.none
func (c *Console) callList(r *Request) (page.View, error) {
	board, err := c.Calls.Board(r.Context(), r.By)
	if err != nil {
		return page.View{}, err
	}
	v := callsView{}
	for _, part := range []struct {
		key  string
		list []*domain.Call
	}{{"waiting", board.Waiting}, {"running", board.Running}, {"over", board.Over}} {
		shown := callsPart{Key: part.key}
		for _, call := range part.list {
			n := domain.CallTally{}
			if part.key == "running" {
				if _, n, err = c.Calls.Get(r.Context(), r.By, call.ID); err != nil {
					return page.View{}, err
				}
			}
			shown.Rows = append(shown.Rows, c.callRow(r, call, n))
		}
		v.Parts = append(v.Parts, shown)
	}
	return page.View{Page: "calls", Class: "console", Title: r.T.T("console.calls.title"), Lead: r.T.T("console.calls.lead"), Path: "/console/calls", Data: v}, nil
}

// callView is the page of one call.
type callView struct {
	callRow
	Waits         string // why it is not going out, and until when
	Facts         []chat.Row
	Tally         []string
	Decides, Ends bool
}

func (c *Console) call(r *Request) (page.View, error) {
	call, n, err := c.Calls.Get(r.Context(), r.By, r.PathValue("id"))
	if err != nil {
		return page.View{}, err
	}
	say := c.cards(r)
	v := callView{callRow: c.callRow(r, call, n), Facts: say.Approval(call).Rows}
	v.Decides = call.State == domain.Proposed && !call.Past(c.Now())
	v.Ends = call.Open(c.Now())
	switch call.State {
	case domain.Proposed:
		if e, err := c.Calls.Estimate(r.Context(), r.By, call); err == nil { // without the platform there is none: the decision is not for that
			v.Facts = append(v.Facts, say.CostRows(e)...)
		}
	case domain.Approved, domain.Ended:
		v.Tally = []string{
			r.T.T("broadcast.come_of", "Come", n.Come, "Need", call.Need), r.T.T("broadcast.later", "Count", n.Later), r.T.T("broadcast.cannot", "Count", n.Cannot), r.T.T("broadcast.sent", "Count", n.Sent),
		}
	}
	if n.Wait.Why != "" && !call.Enough(n.Come) {
		v.Waits = say.WaitText(n.Wait)
	}
	return page.View{Page: "call", Class: "console", Title: v.What, Lead: v.By, Path: callPath(call.ID), Data: v}, nil
}

func callPath(id string) string { return "/console/calls/" + url.PathEscape(id) }

// decideCall takes a decision, and tells whoever made the call.
func (c *Console) decideCall(to domain.CallState) func(*Request) (string, error) {
	return func(r *Request) (string, error) {
		id := r.PathValue("id")
		d, err := c.Calls.Decide(r.Context(), r.By, r.nonce, id, to)
		if told := tell(r.Context(), c.Teller, d.Notices); told != nil {
			return "", told
		}
		return callPath(id), c.again(r, err)
	}
}

func (c *Console) endCall(r *Request) (string, error) {
	id := r.PathValue("id")
	_, notices, err := c.Calls.End(r.Context(), r.By, r.nonce, id)
	if told := tell(r.Context(), c.Teller, notices); told != nil {
		return "", told
	}
	return callPath(id), c.again(r, err)
}

// again shows the call once more, with what stands in the way of a decision.
func (c *Console) again(r *Request, err error) error {
	if err == nil || errors.Is(err, domain.ErrForbidden) || errors.Is(err, domain.ErrNotFound) {
		return err
	}
	key := cards.UnsendableKey(err)
	if errors.Is(err, domain.ErrConflict) {
		key = "console.calls.decided"
	}
	if key == "" {
		return err
	}
	return &page.Invalid{Fields: map[string]string{"call": key}, Again: func() (page.View, error) { return c.call(r) }}
}

// tell tells others what came of something.
func tell[N domain.Notice](ctx context.Context, t Teller, notices []N) error {
	all := make([]domain.Notice, len(notices))
	for i, n := range notices {
		all[i] = n
	}
	return t.Tell(ctx, all...)
}

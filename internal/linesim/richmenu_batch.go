package linesim

import (
	"net/http"
	"sync"
	"time"
)

// menuBatches are accepted batches of rich menu operations. They are done at
// once; their progress can still be asked for.
type menuBatches struct {
	mu   sync.Mutex
	byID map[string]time.Time
}

func newMenuBatches() *menuBatches { return &menuBatches{byID: map[string]time.Time{}} }

type menuOperation struct{ Type, From, To string }

func (c *call) readBatch() ([]menuOperation, answer, bool) {
	var req struct{ Operations []menuOperation }
	if a, fine := c.decode(c.checker.endpoints.batch, &req); !fine {
		return nil, a, false
	}
	for _, op := range req.Operations {
		for _, id := range []string{op.From, op.To} {
			if id != "" && c.menus.get(id) == nil {
				return nil, c.refuse(http.StatusBadRequest, "richmenu not found"), false
			}
		}
		if op.Type == "unlinkAll" && len(req.Operations) > 1 {
			return nil, c.refuse(http.StatusBadRequest, "unlinkAll must be the only operation"), false
		}
	}
	return req.Operations, answer{}, true
}

func (c *call) validateBatch() answer {
	_, a, fine := c.readBatch()
	if !fine {
		return a
	}
	return ok(nil)
}

func (c *call) batchMenus() answer {
	operations, a, fine := c.readBatch()
	if !fine {
		return a
	}
	for _, p := range c.people.all() {
		p.mu.Lock()
		p.menu = afterBatch(p.menu, operations)
		p.mu.Unlock()
	}
	c.batches.mu.Lock()
	c.batches.byID[c.requestID] = c.Now()
	c.batches.mu.Unlock()
	c.publishMenu("")
	return reply(http.StatusAccepted, nil)
}

// afterBatch applies the first operation that concerns the linked menu.
func afterBatch(linked string, operations []menuOperation) string {
	for _, op := range operations {
		switch {
		case op.Type == "unlinkAll":
			return ""
		case linked == "" || op.From != linked:
			continue
		case op.Type == "link":
			return op.To
		default:
			return ""
		}
	}
	return linked
}

func (c *call) batchProgress() answer {
	c.batches.mu.Lock()
	at, known := c.batches.byID[c.r.URL.Query().Get("requestId")]
	c.batches.mu.Unlock()
	if !known {
		return c.notFound()
	}
	stamp := at.UTC().Format("2006-01-02T15:04:05.000Z")
	return ok(map[string]string{"phase": "succeeded", "acceptedTime": stamp, "completedTime": stamp})
}

package linesim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// hub passes what happens to the open /sim/events streams. A reader that does
// not keep up is cut off; the browser reconnects and asks for what it missed.
type hub struct {
	mu      sync.Mutex
	streams map[chan []byte]struct{}
	count   atomic.Int32
	closed  bool
}

const (
	streamBuffer = 512
	heartbeat    = 20 * time.Second
)

func newHub() *hub { return &hub{streams: map[chan []byte]struct{}{}} }

func (h *hub) open() (chan []byte, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return nil, false
	}
	c := make(chan []byte, streamBuffer)
	h.streams[c] = struct{}{}
	h.count.Store(int32(len(h.streams)))
	return c, true
}

func (h *hub) drop(c chan []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.remove(c)
}

func (h *hub) remove(c chan []byte) {
	if _, ok := h.streams[c]; ok {
		delete(h.streams, c)
		close(c)
		h.count.Store(int32(len(h.streams)))
	}
}

func (h *hub) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = true
	for c := range h.streams {
		h.remove(c)
	}
}

// publish builds the data only when somebody listens.
func (h *hub) publish(event string, data func() any) {
	if h.count.Load() == 0 {
		return
	}
	body, err := json.Marshal(data())
	if err != nil {
		return // our own types marshal; a broken one must not stop the platform
	}
	frame := fmt.Appendf(nil, "event: %s\ndata: %s\n\n", event, body)
	h.mu.Lock()
	defer h.mu.Unlock()
	for c := range h.streams {
		select {
		case c <- frame:
		default:
			h.remove(c)
		}
	}
}

func (s *Sim) serveEvents(w http.ResponseWriter, r *http.Request) {
	flush := http.NewResponseController(w)
	frames, ok := s.hub.open()
	if !ok {
		controlError(w, http.StatusServiceUnavailable, "the simulator is closing")
		return
	}
	defer s.hub.drop(frames)
	_ = flush.SetWriteDeadline(time.Time{}) // not every writer has deadlines
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	fmt.Fprint(w, "retry: 1000\n\n")
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		if flush.Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case frame, open := <-frames:
			if !open {
				return
			}
			if _, err := w.Write(frame); err != nil {
				return
			}
		case <-beat.C:
			fmt.Fprint(w, ": still here\n\n")
		}
	}
}

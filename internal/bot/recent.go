package bot

import "sync"

// recent is a set of ids that forgets the oldest ones: two generations, of
// which the older is dropped when the younger is full.
type recent struct {
	mu         sync.Mutex
	size       int
	young, old map[string]struct{}
}

func newRecent(size int) *recent {
	return &recent{size: size, young: map[string]struct{}{}}
}

func (r *recent) add(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.young) >= r.size {
		r.young, r.old = make(map[string]struct{}, r.size), r.young
	}
	r.young[id] = struct{}{}
}

func (r *recent) has(id string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	_, young := r.young[id]
	_, old := r.old[id]
	return young || old
}

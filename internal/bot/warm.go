package bot

import "sync"

// warm keeps the threads of those who wrote last, as this process saved them,
// so that their next event need not read and decode what has not changed. It
// forgets as recent does.
//
// Another process may have saved a newer one since. Saving finds that out
// (compare-and-swap); whatever else a turn writes is written only after
// [Bot.current] has asked.
type warm struct {
	mu         sync.Mutex
	size       int
	young, old map[string]*Thread
}

func newWarm(size int) *warm { return &warm{size: size, young: map[string]*Thread{}} }

// take hands a thread out, to one caller: nil when there is none.
func (w *warm) take(person string) *Thread {
	w.mu.Lock()
	defer w.mu.Unlock()
	thread := w.young[person]
	if thread == nil {
		thread = w.old[person]
	}
	delete(w.young, person)
	delete(w.old, person)
	return thread
}

// put keeps a thread that was saved just so. The caller must not touch it any more.
func (w *warm) put(thread *Thread) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.young) >= w.size {
		w.young, w.old = make(map[string]*Thread, w.size), w.young
	}
	thread.warm = true
	w.young[thread.ID] = thread
}

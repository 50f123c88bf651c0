package deliver

// Recalled is how many campaigns this process remembers something of.
func (d *Deliverer) Recalled() int {
	d.recall.mu.Lock()
	defer d.recall.mu.Unlock()
	return len(d.recall.seen)
}

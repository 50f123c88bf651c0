package storetest

import (
	"time"

	"jitasa/internal/store"
)

// Shapes is every combination of prefix, range, place and direction, for tests of how an engine answers them.
func Shapes(k *store.Key) (all []store.Range) {
	low, high, mid := ends(k, -1), ends(k, 1), ends(k, 0)
	first := 0
	if k.Many() {
		first = 1
	}
	for equal := first; equal <= len(k.Fields); equal++ {
		for bits := range 16 {
			r := store.Range{Index: k, Equal: mid[:equal], Limit: 10, Reverse: bits&1 > 0}
			if bits&2 > 0 {
				r.After = mid
			}
			if equal < len(k.Fields) && bits&4 > 0 {
				r.From = low[equal]
			}
			if equal < len(k.Fields) && bits&8 > 0 {
				r.To = high[equal]
			}
			all = append(all, r)
		}
	}
	return all
}

func ends(k *store.Key, step int) []any {
	vals := make([]any, len(k.Fields))
	for i, f := range k.Fields {
		switch f.Kind {
		case store.String:
			vals[i] = string(rune('m' + step))
		case store.Bool:
			vals[i] = step >= 0
		case store.Int:
			vals[i] = int64(5 + step)
		case store.Float:
			vals[i] = float64(5 + step)
		default:
			vals[i] = time.UnixMilli(int64(5 + step)).UTC()
		}
	}
	return vals
}

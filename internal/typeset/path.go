package typeset

import "math"

// path is an outline of closed curves.
type path []segment

// segment goes from where the last one ended; a move begins a new curve, and a curve's last point is its third.
type segment struct {
	kind byte // m, l or c, as PDF calls them
	at   [3]point
}

type point struct{ x, y float64 }

func rectangle(x, y, wide, high float64) path {
	return polygon(point{x, y}, point{x + wide, y}, point{x + wide, y + high}, point{x, y + high})
}

func polygon(points ...point) path {
	p := path{{'m', [3]point{points[0]}}}
	for _, to := range points[1:] {
		p = append(p, segment{'l', [3]point{to}})
	}
	return p
}

// round is how far the handles of a quarter of a circle reach, for a radius of 1.
const round = 0.5522847498

// ellipse is turned by an angle, in radians.
func ellipse(x, y, wide, high, angle float64) path {
	sin, cos := math.Sincos(angle)
	at := func(a, b float64) point {
		return point{x + a*wide*cos - b*high*sin, y + a*wide*sin + b*high*cos}
	}
	return path{
		{'m', [3]point{at(1, 0)}},
		{'c', [3]point{at(1, round), at(round, 1), at(0, 1)}},
		{'c', [3]point{at(-round, 1), at(-1, round), at(-1, 0)}},
		{'c', [3]point{at(-1, -round), at(-round, -1), at(0, -1)}},
		{'c', [3]point{at(round, -1), at(1, -round), at(1, 0)}},
	}
}

// notched is a rectangle whose corners are cut out by quarters of a circle.
func notched(x, y, wide, high, r float64) path {
	k := r * round
	right, low := x+wide, y+high
	return path{
		{'m', [3]point{{x + r, y}}},
		{'l', [3]point{{right - r, y}}},
		{'c', [3]point{{right - r, y + k}, {right - k, y + r}, {right, y + r}}},
		{'l', [3]point{{right, low - r}}},
		{'c', [3]point{{right - k, low - r}, {right - r, low - k}, {right - r, low}}},
		{'l', [3]point{{x + r, low}}},
		{'c', [3]point{{x + r, low - k}, {x + k, low - r}, {x, low - r}}},
		{'l', [3]point{{x, y + r}}},
		{'c', [3]point{{x + k, y + r}, {x + r, y + k}, {x + r, y}}},
	}
}

// bounds are the corners of a rectangle around all points, and so around the curves.
func (p path) bounds() (low, high point) {
	low, high = p[0].at[0], p[0].at[0]
	for _, seg := range p {
		points := seg.at[:1]
		if seg.kind == 'c' {
			points = seg.at[:]
		}
		for _, at := range points {
			low = point{min(low.x, at.x), min(low.y, at.y)}
			high = point{max(high.x, at.x), max(high.y, at.y)}
		}
	}
	return low, high
}

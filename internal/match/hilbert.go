package match

import "math"

// hilbertBits: 2^16 cells along each side; 600 m at Thailand's size, since the curve covers the globe.
const hilbertBits = 16

// hilbert is the place of a unit vector along a Hilbert curve over latitude and
// longitude: what is near on the curve is near on the earth.
func hilbert(x, y, z float32) uint32 {
	lat := math.Asin(min(1, max(-1, float64(z))))/math.Pi + 0.5
	lng := math.Atan2(float64(y), float64(x))/(2*math.Pi) + 0.5
	side := float64(uint32(1)<<hilbertBits - 1)
	return hilbertIndex(uint32(lng*side), uint32(lat*side))
}

func hilbertIndex(x, y uint32) (d uint32) {
	for s := uint32(1) << (hilbertBits - 1); s > 0; s >>= 1 {
		var rx, ry uint32
		if x&s != 0 {
			rx = 1
		}
		if y&s != 0 {
			ry = 1
		}
		d += s * s * ((3 * rx) ^ ry)
		if ry == 0 {
			if rx == 1 {
				x, y = (1<<hilbertBits-1)-x, (1<<hilbertBits-1)-y
			}
			x, y = y, x
		}
	}
	return d
}

//go:build race

package i18n_test

// raceEnabled tells that the race detector slows everything down, so that times mean nothing.
const raceEnabled = true

package deliver_test

import (
	"testing"

	"jitasa/internal/deliver/delivertest"
)

// rig is a rig as the tests of this package use it.
type rig struct{ *delivertest.Rig }

func newRig(t *testing.T, people int) *rig {
	t.Helper()
	return &rig{delivertest.New(t, people)}
}

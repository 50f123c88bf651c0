package memory

import (
	"testing"

	"jitasa/internal/store"
	"jitasa/internal/store/storetest"
)

func TestContract(t *testing.T) {
	storetest.Run(t, func(*testing.T) store.Engine { return New() })
}

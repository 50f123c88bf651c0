package finding

import (
	"regexp"
	"strconv"

	"jitasa/internal/dialog"
)

// namesWork reports whether a text names where, when or what to help with.
func namesWork(t *dialog.Turn) bool {
	return namesPlace(t) || narrows(t)
}

func namesPlace(t *dialog.Turn) bool { return t.Said.Place != "" || len(t.Said.Places) > 0 }

// narrows reports whether a text names a day, a time, a cause, a kind or a distance.
func narrows(t *dialog.Turn) bool {
	return t.Said.DateFrom != "" || t.Said.DateError != nil || len(t.Said.Causes) > 0 || len(t.Said.Kinds) > 0 || len(t.Said.Only) > 0 || saidKM(t) > 0 || onlyTimes(t)
}

// distance is a distance in a text: "20 กม.", "ไม่เกิน 5 กิโล", "10km".
var distance = regexp.MustCompile(`(?i)([0-9]{1,3})\s*(?:กม|กิโล|km|kilomet)`)

// saidKM is the distance that a text names; 0 for none.
func saidKM(t *dialog.Turn) float64 {
	found := distance.FindStringSubmatch(t.Text)
	if found == nil {
		return 0
	}
	km, err := strconv.ParseFloat(found[1], 64)
	if err != nil {
		return 0
	}
	return km
}

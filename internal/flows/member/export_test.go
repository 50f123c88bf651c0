package member

// Questions are the ids of the profile's fields, and whether each is shown.
func Questions() map[string]bool {
	all := map[string]bool{}
	for _, q := range questions() {
		all[q.id] = q.shown != nil
	}
	return all
}

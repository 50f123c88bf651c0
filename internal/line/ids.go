package line

import "strings"

// validPerson reports whether id is a user id, U and 32 hexadecimal digits: the
// SDK puts path parameters into addresses as they are.
func validPerson(id string) bool {
	if len(id) != 33 || id[0] != 'U' {
		return false
	}
	for i := 1; i < len(id); i++ {
		if c := id[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// validUnit reports whether s can name statistics: one to 30 letters, digits and _.
func validUnit(s string) bool { return validToken(s, maxUnit) && !strings.Contains(s, "-") }

// validToken reports whether s may be an opaque id or token of LINE: letters,
// digits, - and _, at most max of them. ULIDs, message ids, reply tokens and
// rich-menu ids all are.
func validToken(s string, max int) bool {
	if s == "" || len(s) > max {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '-' && c != '_' {
			return false
		}
	}
	return true
}

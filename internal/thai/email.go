package thai

import "strings"

// Email returns the first e-mail address in a text, its domain in lower case.
// It accepts what people and mail servers use (letters, digits and ._%+- before
// the @, a domain with a dot after it), not every form of RFC 5322.
func Email(text string) (address string, ok bool) {
	address, _, _, ok = FindEmail(text)
	return address, ok
}

// FindEmail is [Email] that tells where in Normalize(text) the address stands.
func FindEmail(text string) (address string, start, end int, ok bool) {
	s := Normalize(text)
	for at := strings.IndexByte(s, '@'); at >= 0; {
		start, end = at, at+1
		for start > 0 && inLocalPart(s[start-1]) {
			start--
		}
		for end < len(s) && inDomain(s[end]) {
			end++
		}
		end = at + 1 + len(strings.TrimRight(s[at+1:end], ".-"))
		if local, domain := s[start:at], s[at+1:end]; goodLocal(local) && goodDomain(domain) {
			return local + "@" + strings.ToLower(domain), start, end, true
		}
		following := strings.IndexByte(s[at+1:], '@')
		if following < 0 {
			break
		}
		at += 1 + following
	}
	return "", 0, 0, false
}

func isAlnum(c byte) bool { return isDigit(c) || isLatin(c|0x20) }

func inLocalPart(c byte) bool { return isAlnum(c) || strings.IndexByte("._%+-", c) >= 0 }

func inDomain(c byte) bool { return isAlnum(c) || c == '.' || c == '-' }

func goodLocal(s string) bool {
	return s != "" && len(s) <= 64 && s[0] != '.' && s[len(s)-1] != '.' && !strings.Contains(s, "..")
}

func goodDomain(s string) bool {
	labels := strings.Split(s, ".")
	if len(labels) < 2 || len(s) > 253 {
		return false
	}
	for _, l := range labels {
		if l == "" || len(l) > 63 || l[0] == '-' || l[len(l)-1] == '-' {
			return false
		}
	}
	top := labels[len(labels)-1]
	return len(top) >= 2 && strings.Trim(strings.ToLower(top), "abcdefghijklmnopqrstuvwxyz") == ""
}

func isLatin(c byte) bool { return c >= 'a' && c <= 'z' }

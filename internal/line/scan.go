package line

import "encoding/json"

// scanner is one value of JSON that is known to be valid (json.Valid), without
// space around it. It is read in place: no tree, no copies.
type scanner []byte

func scan(valid []byte) scanner {
	start, end := space(valid, 0), len(valid)
	for end > start && isSpace(valid[end-1]) {
		end--
	}
	return scanner(valid[start:end])
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

func space(b []byte, i int) int {
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	return i
}

func (s scanner) isString() bool { return len(s) > 0 && s[0] == '"' }
func (s scanner) isArray() bool  { return len(s) > 0 && s[0] == '[' }

// text is the string; "" for anything else.
func (s scanner) text() string {
	if !s.isString() {
		return ""
	}
	inner := s[1 : len(s)-1]
	for _, c := range inner {
		if c == '\\' || c >= 0x80 {
			var t string
			if json.Unmarshal(s, &t) != nil {
				return ""
			}
			return t
		}
	}
	return string(inner)
}

// object calls member for each member; false where the value is no object. Of
// members with the same key the last one is meant, as in encoding/json.
func (s scanner) object(member func(key string, value scanner)) bool {
	if len(s) == 0 || s[0] != '{' {
		return false
	}
	for i := space(s, 1); s[i] != '}'; {
		end := valueEnd(s, i)
		key := s[i:end]
		i = space(s, space(s, end)+1) // past the colon
		end = valueEnd(s, i)
		member(key.name(), s[i:end])
		if i = space(s, end); s[i] == ',' {
			i = space(s, i+1)
		}
	}
	return true
}

// member is the value of a member; nil where there is none.
func (s scanner) member(name string) (found scanner) {
	s.object(func(key string, value scanner) {
		if key == name {
			found = value
		}
	})
	return found
}

// name is the key as text, without an allocation for the ones that are read.
func (s scanner) name() string {
	switch string(s) {
	case `"type"`:
		return "type"
	case `"message"`:
		return "message"
	case `"id"`:
		return "id"
	case `"text"`:
		return "text"
	case `"postback"`:
		return "postback"
	case `"data"`:
		return "data"
	case `"webhookEventId"`:
		return "webhookEventId"
	case `"deliveryContext"`:
		return "deliveryContext"
	case `"isRedelivery"`:
		return "isRedelivery"
	case `"timestamp"`:
		return "timestamp"
	case `"source"`:
		return "source"
	case `"userId"`:
		return "userId"
	case `"replyToken"`:
		return "replyToken"
	case `"mode"`:
		return "mode"
	case `"destination"`:
		return "destination"
	case `"events"`:
		return "events"
	}
	return s.text()
}

// array calls element for each element.
func (s scanner) array(element func(value scanner)) {
	for i := space(s, 1); s[i] != ']'; {
		end := valueEnd(s, i)
		element(s[i:end])
		if i = space(s, end); s[i] == ',' {
			i = space(s, i+1)
		}
	}
}

// valueEnd is the index after the value that starts at i.
func valueEnd(b []byte, i int) int {
	switch b[i] {
	case '"':
		return stringEnd(b, i)
	case '{', '[':
		depth := 0
		for ; ; i++ {
			switch b[i] {
			case '"':
				i = stringEnd(b, i) - 1
			case '{', '[':
				depth++
			case '}', ']':
				if depth--; depth == 0 {
					return i + 1
				}
			}
		}
	}
	for i < len(b) && b[i] != ',' && b[i] != '}' && b[i] != ']' && !isSpace(b[i]) {
		i++
	}
	return i
}

func stringEnd(b []byte, i int) int {
	for i++; b[i] != '"'; i++ {
		if b[i] == '\\' {
			i++
		}
	}
	return i + 1
}

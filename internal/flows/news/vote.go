package news

import (
	"strconv"
	"strings"
)

// pollAtMost bounds the name of a poll, in bytes.
const pollAtMost = 64

// isVote reports whether a value is "poll:option" with the number of an option.
func isVote(value string) bool {
	at := strings.LastIndex(value, ":")
	if at < 1 || at > pollAtMost {
		return false
	}
	option, err := strconv.ParseUint(value[at+1:], 10, 6)
	return err == nil && strconv.FormatUint(option, 10) == value[at+1:]
}

package chat

import "net/url"

// Tap is what a button means. Flow, Step and Session tell an old button from
// one of the question at hand; Value is the answer.
//
//	{Flow: "signup", Step: "causes", Session: "k3", Value: "animals"}
//	{Flow: "nearby", Step: "!more", Value: "12"}
//	{Flow: "!menu"}                                  // a global command
type Tap struct {
	Flow    string `json:"flow,omitempty"`    // flow id, or "!" + command
	Step    string `json:"step,omitempty"`    // step id, or "!" + action of the flow
	Session string `json:"session,omitempty"` // session id of the flow when the button was made
	Value   string `json:"value,omitempty"`
}

// IsZero reports whether there is no tap.
func (t Tap) IsZero() bool { return t == Tap{} }

// String encodes the tap in a form that fits a LINE postback: at most 300
// characters as long as Value is at most about 200 ASCII characters.
// ParseTap reads it back.
func (t Tap) String() string {
	var room [128]byte // each button of an answer is encoded: one allocation, not one for each part
	b := room[:0]
	for _, f := range [...]struct {
		key   byte
		value string
	}{{'f', t.Flow}, {'s', t.Step}, {'n', t.Session}, {'v', t.Value}} {
		if f.value == "" {
			continue
		}
		if len(b) > 0 {
			b = append(b, '&')
		}
		b = append(append(b, f.key, '='), url.QueryEscape(f.value)...)
	}
	return string(b)
}

// ParseTap reads what String wrote. Anything else gives ok false: postback
// data comes from outside and is never trusted.
func ParseTap(data string) (t Tap, ok bool) {
	values, err := url.ParseQuery(data)
	if err != nil || len(data) > 300 {
		return Tap{}, false
	}
	t = Tap{Flow: values.Get("f"), Step: values.Get("s"), Session: values.Get("n"), Value: values.Get("v")}
	return t, t.Flow != ""
}

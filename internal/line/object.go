package line

import (
	"slices"

	"github.com/line/line-bot-sdk-go/v8/linebot/messaging_api"
)

// Object is one message object of LINE, ready to be sent. Its zero value is none.
type Object struct {
	text  string // a text message; otherwise empty
	kind  string // "text", "flex", "location"
	rest  []byte // the other properties: ,"altText":…,"contents":…
	quick []byte // the quickReply object
}

var _ messaging_api.MessageInterface = Object{}

// GetType is LINE's type of the message: text, flex or location.
func (o Object) GetType() string { return o.kind }

// MarshalJSON writes the object as LINE wants it.
func (o Object) MarshalJSON() ([]byte, error) { return o.appendTo(nil), nil }

func (o Object) appendTo(b []byte) []byte {
	b = append(append(append(b, `{"type":"`...), o.kind...), '"')
	b = appendField(b, "text", o.text)
	b = append(b, o.rest...)
	if len(o.quick) > 0 {
		b = append(append(b, `,"quickReply":`...), o.quick...)
	}
	return append(b, '}')
}

func appendObjects(b []byte, objects []Object) []byte {
	b = append(b, '[')
	for i, o := range objects {
		if i > 0 {
			b = append(b, ',')
		}
		b = o.appendTo(b)
	}
	return append(b, ']')
}

// Batches divides objects into requests of at most five. Before it needs a
// second request it joins neighbouring texts: a reply is free and carries one
// request, every further one costs quota. Nothing is lost.
func Batches(objects []Object) [][]Object {
	objects = joinTexts(objects)
	var batches [][]Object
	for len(objects) > maxObjects {
		batches = append(batches, objects[:maxObjects:maxObjects])
		objects = objects[maxObjects:]
	}
	if len(objects) > 0 {
		batches = append(batches, objects)
	}
	return batches
}

func joinTexts(objects []Object) []Object {
	if len(objects) <= maxObjects {
		return objects
	}
	out := slices.Clone(objects)
	for i := 1; i < len(out) && len(out) > maxObjects; {
		if joined, ok := join(out[i-1], out[i]); ok {
			out = slices.Replace(out, i-1, i+1, joined)
		} else {
			i++
		}
	}
	return out
}

func join(a, b Object) (Object, bool) {
	if a.kind != "text" || b.kind != "text" || units(a.text)+units(b.text)+2 > maxText {
		return Object{}, false
	}
	b.text = a.text + "\n\n" + b.text
	return b, true
}

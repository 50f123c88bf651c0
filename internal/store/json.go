package store

import (
	"sync"
	"unsafe"

	"github.com/bytedance/sonic"
	"github.com/bytedance/sonic/encoder"
)

// documents is how documents are written by the engines that keep them as text, and what is sealed. It is what
// encoding/json writes (but for \b, which it writes as a number), in a third of the time: a quarter of a turn went into JSON. It
// reads names only as they were written, and a float of minus zero as zero (instant.go). Its errors quote what they stumble over.
var documents = sync.OnceValue(func() sonic.API {
	return sonic.Config{
		EscapeHTML: true, SortMapKeys: true, CompactMarshaler: true, CopyString: true, ValidateString: true, CaseSensitive: true,
	}.Froze()
})

// EncodeJSON is a value as text.
func EncodeJSON(v any) ([]byte, error) { return documents().Marshal(v) }

// appendJSON does it into room that the caller has, for what no browser will see: signs of HTML stay as they are.
func appendJSON(room []byte, v any) ([]byte, error) {
	err := encoder.EncodeInto(&room, v, encoder.SortMapKeys|encoder.CompactMarshaler|encoder.ValidateString)
	return room, err
}

// DecodeJSON reads a value; it keeps nothing of the text, which need not be copied for that.
func DecodeJSON(text []byte, into any) error {
	return documents().UnmarshalFromString(unsafe.String(unsafe.SliceData(text), len(text)), into)
}

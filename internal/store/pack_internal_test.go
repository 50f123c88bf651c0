package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Dictionaries are part of the format: what was packed with one is read with the same one, for ever.
func TestDictionaries(t *testing.T) {
	sum := sha256.Sum256(dictionary1)
	if got := hex.EncodeToString(sum[:]); got != "6ea4dbaeebf7462ddf3d253349635339abbcc52973400b2449dedc97cb0b7996" {
		t.Errorf("dictionary 1 is %s: an old one never changes; a new one has the next number", got)
	}
}

// What an earlier version packed is read.
func TestPackedBefore(t *testing.T) {
	plain := `[{"text":"` + strings.Repeat("หางานใกล้ฉัน ", 30) + `"}]`
	packed, err := hex.DecodeString("01e3082e8004863501002011251900250308227d5d")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := new(packing).unpack(packed); err != nil || string(got) != plain {
		t.Errorf("%q, %v", got, err)
	}
	if again := new(packing).pack([]byte(plain)); len(again) > len(packed) {
		t.Errorf("%d bytes, %d before", len(again), len(packed))
	}
}

func TestPackAndUnpack(t *testing.T) {
	room := new(packing) // the same for all: nothing of one value is left in the next
	rapid.Check(t, func(t *rapid.T) {
		plain := []byte(`"` + strings.Repeat(rapid.String().Draw(t, "text"), rapid.IntRange(1, 40).Draw(t, "times")) + `"`)
		packed := bytes.Clone(room.pack(bytes.Clone(plain)))
		if len(packed) > len(plain) {
			t.Fatalf("%d bytes became %d", len(plain), len(packed))
		}
		if got, err := room.unpack(packed); err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("%q became %q, %v", plain, got, err)
		}
	})
}

// What is short keeps its length to itself: it is not packed. What is broken says so.
func TestPackBounds(t *testing.T) {
	short := bytes.Repeat([]byte("a"), packLeast-1)
	if got := new(packing).pack(short); !bytes.Equal(got, short) {
		t.Error("a short value was packed")
	}
	if got := new(packing).pack(append(short, 'a')); len(got) >= packLeast || got[0] != packedWith {
		t.Error("a longer value was not packed")
	}
	for _, broken := range [][]byte{{packedWith}, {packedWith, 0xff, 0xff, 0xff, 0xff, 0x7f}, {packedWith, 10, 0}} {
		if _, err := new(packing).unpack(broken); err == nil {
			t.Errorf("%x was unpacked", broken)
		}
	}
}

// A field is packed or says that it is not.
func TestPackTag(t *testing.T) {
	type said struct {
		Kept  string `json:"kept,omitempty" seal:"true"`
		Brief string `json:"brief,omitempty" seal:"true" pack:"no"`
	}
	s, err := secretsOf(reflect.TypeFor[said]())
	if err != nil || len(s.fields) != 2 || s.fields[0].bare || !s.fields[1].bare {
		t.Errorf("%+v, %v", s.fields, err)
	}
	type unclear struct {
		Kept string `json:"kept,omitempty" seal:"true" pack:"yes"`
	}
	if _, err := secretsOf(reflect.TypeFor[unclear]()); err == nil {
		t.Error("a tag that says nothing was taken")
	}
}

package store_test

import (
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// written is a document with everything that documents have.
type written struct {
	domain.Meta
	Text   string            `json:"text,omitempty"`
	Whole  int64             `json:"whole"`
	Float  float64           `json:"float,omitempty"`
	At     time.Time         `json:"at,omitzero"`
	Yes    bool              `json:"yes,omitempty"`
	Point  *domain.Point     `json:"point,omitempty"`
	Names  map[string]string `json:"names,omitempty"`
	List   []string          `json:"list"`
	Inside []written         `json:"inside,omitempty"`
	Raw    json.RawMessage   `json:"raw,omitempty"`
	Bytes  []byte            `json:"bytes,omitempty"`
}

func drawn(t *rapid.T, deep int) written {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "<b>&\u2028\"\\\x00", "ก\xffข", "\xed\xa0\x80", "น้ำท่วม 🌊", "\x7f\t\n"}))
	w := written{
		Meta: domain.Meta{ID: text.Draw(t, "id"), Version: rapid.Int64().Draw(t, "version")}, Text: text.Draw(t, "text"), Whole: rapid.Int64().Draw(t, "whole"),
		Float: rapid.Float64().Filter(func(f float64) bool { return !math.IsInf(f, 0) && !math.IsNaN(f) && f != 0 }).Draw(t, "float"),
		At:    time.UnixMilli(rapid.Int64Range(-1e12, 4e12).Draw(t, "at")).UTC(), Yes: rapid.Bool().Draw(t, "yes"),
		Names: rapid.MapOf(text, text).Draw(t, "names"), List: rapid.SliceOf(text).Draw(t, "list"), Bytes: rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"),
	}
	if rapid.Bool().Draw(t, "somewhere") {
		w.Point = &domain.Point{Lat: rapid.Float64Range(-90, 90).Draw(t, "lat")}
		w.Raw = json.RawMessage(`{"a": [1, 2.50, "<\u0e01>"] }`)
	}
	if deep > 0 {
		w.Inside = []written{drawn(t, deep-1)}
	}
	return w
}

// The standard library reads what is stored, and what it wrote is read as it reads it.
func TestJSONIsStandard(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := drawn(t, 2)
		got, err := store.EncodeJSON(&doc)
		want, errWant := json.Marshal(&doc)
		if err != nil || errWant != nil {
			t.Fatal(err, errWant)
		}
		var crossed, read, expected written
		if err := errors.Join(json.Unmarshal(got, &crossed), store.DecodeJSON(want, &read), json.Unmarshal(want, &expected)); err != nil {
			t.Fatalf("%v\n%s\n%s", err, got, want)
		}
		if !reflect.DeepEqual(crossed, expected) || !reflect.DeepEqual(read, expected) {
			t.Fatalf("written and read by the other:\n%+v\n%+v\n%+v", crossed, read, expected)
		}
	})
}

// A document keeps nothing of the text that it was read from.
func TestDecodingCopies(t *testing.T) {
	text := []byte(`{"_id":"one","version":1,"text":"abc","list":["x"],"raw":{"a":1}}`)
	var doc written
	if err := store.DecodeJSON(text, &doc); err != nil {
		t.Fatal(err)
	}
	for i := range text {
		text[i] = 'z'
	}
	if doc.ID != "one" || doc.Text != "abc" || doc.List[0] != "x" || string(doc.Raw) != `{"a":1}` {
		t.Errorf("%+v", doc)
	}
}

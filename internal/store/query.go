package store

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"time"

	"jitasa/internal/domain"
)

// Query asks for documents in the order of an index: its fields, then the id.
// The zero Query is the whole collection by id.
type Query struct {
	Index  string // "": by id
	Prefix []any  // exact values of the leading fields; an index over a list needs its element here
	// From (inclusive) and To (exclusive) bound the field after the prefix; nil is open.
	From, To any
	After    Cursor // continue behind this place
	Reverse  bool
	Limit    int // 0: no limit
}

// Cursor is a place in the order of an index, in a form that fits into a URL.
// It stays right when documents around it come and go, also its own. "" is
// the start.
type Cursor string

// plan checks a query. Whatever is wrong with it is a domain.ErrInvalid.
func (s *Schema) plan(q Query) (Range, error) {
	k, ok := s.Key(q.Index)
	if !ok {
		return Range{}, fmt.Errorf("%w: no index %q", domain.ErrInvalid, q.Index)
	}
	if len(q.Prefix) > len(k.Fields) || k.Many() && len(q.Prefix) == 0 || q.Limit < 0 {
		return Range{}, fmt.Errorf("%w: prefix of %d values or limit %d for index %q", domain.ErrInvalid, len(q.Prefix), q.Limit, q.Index)
	}
	r := Range{Index: k, Reverse: q.Reverse, Limit: q.Limit}
	for i, val := range q.Prefix {
		v, err := k.Fields[i].askedEqual(val)
		if err != nil {
			return Range{}, err
		}
		r.Equal = append(r.Equal, v)
	}
	if err := r.bound(q); err != nil {
		return Range{}, err
	}
	after, err := k.place(q.After)
	r.After = after
	return r, err
}

// planHaving is plan for the documents that have a text in a list.
func (s *Schema) planHaving(q Query, has Has) (Range, error) {
	r, err := s.plan(q)
	if err != nil || has == (Has{}) {
		return r, err
	}
	if f, err := fieldAt(s.typ, has.Field); err != nil || !f.Many {
		return Range{}, fmt.Errorf("%w: %s has no list %q", domain.ErrInvalid, s.Name, has.Field)
	}
	r.Has = has
	return r, nil
}

func (r *Range) bound(q Query) (err error) {
	if q.From == nil && q.To == nil {
		return nil
	}
	if len(r.Equal) == len(r.Index.Fields) {
		return fmt.Errorf("%w: no field left for a range", domain.ErrInvalid)
	}
	f := &r.Index.Fields[len(r.Equal)]
	if r.From, err = f.asked(q.From); err != nil {
		return err
	}
	r.To, err = f.asked(q.To)
	return err
}

// at returns the place of a document in the index. The element of a list is
// part of every query, hence not of the place.
func (k *Key) at(doc any) []any {
	place := make([]any, len(k.Fields))
	for i := range k.Fields {
		if !k.Fields[i].Many {
			place[i] = k.Fields[i].Value(doc)
		}
	}
	return place
}

// Behind is the place of an id in the order of ids, whether or not there is such a document.
func Behind(id string) Cursor { return cursorOf([]any{id}) }

func cursorOf(place []any) Cursor {
	out := make([]any, len(place))
	for i, v := range place {
		if t, ok := v.(time.Time); ok {
			v = t.UnixMilli()
		}
		out[i] = v
	}
	raw, err := json.Marshal(out)
	if err != nil { // NaN: no engine holds a document with it
		return ""
	}
	return Cursor(base64.RawURLEncoding.EncodeToString(raw))
}

// place reads a cursor; it may come from a URL, so nothing in it is trusted.
func (k *Key) place(c Cursor) ([]any, error) {
	if c == "" {
		return nil, nil
	}
	invalid := fmt.Errorf("%w: cursor", domain.ErrInvalid)
	raw, err := base64.RawURLEncoding.DecodeString(string(c))
	if err != nil {
		return nil, invalid
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var place []any
	if dec.Decode(&place) != nil || len(place) != len(k.Fields) {
		return nil, invalid
	}
	for i := range place {
		if place[i], err = k.Fields[i].decode(place[i]); err != nil {
			return nil, invalid
		}
	}
	return place, nil
}

func (f *Field) decode(v any) (any, error) {
	if v == nil && (f.Optional || f.Many) {
		return nil, nil
	}
	switch n := v.(type) {
	case string:
		if f.Kind == String && !f.Many {
			return n, nil
		}
	case bool:
		if f.Kind == Bool {
			return n, nil
		}
	case json.Number:
		return f.decodeNumber(n)
	}
	return nil, domain.ErrInvalid
}

func (f *Field) decodeNumber(n json.Number) (any, error) {
	switch f.Kind {
	case Int:
		return n.Int64()
	case Float:
		return n.Float64()
	case Time:
		ms, err := n.Int64()
		return time.UnixMilli(ms).UTC(), err
	}
	return nil, domain.ErrInvalid
}

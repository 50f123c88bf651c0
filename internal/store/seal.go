package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"jitasa/internal/domain"
)

// Sealer encrypts fields (package privacy/seal).
type Sealer interface {
	// Fresh is asked before the others: its error means that nothing may be sealed or looked up now.
	Fresh(ctx context.Context) error
	// Seal keeps nothing of plain, whose room is used again.
	Seal(plain, associated []byte) ([]byte, error)
	Open(ctx context.Context, sealed, associated []byte) ([]byte, error)
	Blind(value, field string) string
	// Blinds are all values that a document may be found by, to be asked for in this order.
	Blinds(value, field string) []string
}

var (
	// ErrNoKeys: something is sealed or to be sealed, and the store was opened without keys.
	ErrNoKeys = errors.New("personal data, and no key to seal or open it")
	// ErrUnreadable: a sealed value does not open, whatever is tried: it is damaged, or from another place.
	ErrUnreadable = errors.New("a sealed document that does not open")
)

// secrets are the fields of a type that are sealed at rest: those tagged
// `seal:"true"`, in the document or in structs within it, but not in lists. A
// field that is tagged `blind:"Other"` as well leaves its blind index in the string field Other; one that is tagged
// `pack:"no"` is not packed: for what is not kept for long.
type secrets struct {
	fields []secret
	blinds []blindField
	loops  bool // a struct is within itself
}

type secret struct {
	name string // its path, as it is kept in domain.Meta.Sealed
	way  []int
	bare bool // not to be packed
}

type blindField struct {
	name     string
	from, to []int
}

// secretsOf finds a type's secrets once. A tag that would not do what it says is an error.
func secretsOf(typ reflect.Type) (secrets, error) {
	var s secrets
	err := s.find(typ, "", nil, nil)
	if err == nil && s.loops && len(s.fields) > 0 {
		err = fmt.Errorf("%s has sealed fields and a struct within itself: seal that one as a whole", typ)
	}
	return s, err
}

// find walks a struct; above are the types that it is within.
func (s *secrets) find(typ reflect.Type, path string, at []int, above []reflect.Type) error {
	above = append(slices.Clone(above), typ)
	for i := range typ.NumField() {
		f := typ.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		way := append(slices.Clone(at), i)
		if _, tagged := f.Tag.Lookup("seal"); tagged {
			if err := s.add(typ, f, path+name, way); err != nil {
				return fmt.Errorf("%s.%s: %w", typ, f.Name, err)
			}
			continue
		}
		inner, direct := structIn(f.Type)
		switch {
		case inner == nil || !f.IsExported() && !f.Anonymous:
			continue
		case slices.Contains(above, inner):
			s.loops = true
			continue
		case !direct:
			if err := s.refuse(inner, above); err != nil {
				return err
			}
			continue
		case !f.Anonymous || name != "":
			name = path + name + "/"
		default:
			name = path
		}
		if err := s.find(inner, name, way, above); err != nil {
			return err
		}
	}
	return nil
}

func (s *secrets) add(typ reflect.Type, f reflect.StructField, name string, way []int) error {
	if f.Tag.Get("seal") != "true" || !f.IsExported() || !leavesOut(f) {
		return errors.New(`a sealed field is exported, tagged seal:"true", and left out of the document when it is empty`)
	}
	pack, tagged := f.Tag.Lookup("pack")
	if tagged && pack != "no" {
		return errors.New(`a sealed field is packed, but for those tagged pack:"no"`)
	}
	s.fields = append(s.fields, secret{name: name, way: way, bare: tagged})
	blind, ok := f.Tag.Lookup("blind")
	if !ok {
		return nil
	}
	to, ok := typ.FieldByName(blind)
	if !ok || len(way) != 1 || to.Type.Kind() != reflect.String || f.Type.Kind() != reflect.String {
		return errors.New("a blind index is of a string, in a string, both in the document itself")
	}
	s.blinds = append(s.blinds, blindField{name: name, from: way, to: to.Index})
	return nil
}

// structIn is the struct that a type is or holds; direct: not in a list or map.
func structIn(typ reflect.Type) (inner reflect.Type, direct bool) {
	direct = true
	if typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	for typ.Kind() == reflect.Slice || typ.Kind() == reflect.Array || typ.Kind() == reflect.Map || !direct && typ.Kind() == reflect.Pointer {
		typ, direct = typ.Elem(), false
	}
	if typ.Kind() != reflect.Struct || typ == reflect.TypeFor[time.Time]() {
		return nil, false
	}
	return typ, direct
}

// refuse refuses what would stay in plain although it is tagged.
func (s *secrets) refuse(typ reflect.Type, above []reflect.Type) error {
	var within secrets
	if err := within.find(typ, "", nil, above); err != nil {
		return err
	}
	s.loops = s.loops || within.loops
	if len(within.fields) > 0 {
		return fmt.Errorf("%s has sealed fields and is in a list: seal the list", typ)
	}
	return nil
}

// sealedField refuses an index over what is sealed.
func (s *secrets) sealedField(path string) error {
	for _, f := range s.fields {
		if sealed := strings.ReplaceAll(f.name, "/", "."); path == sealed || strings.HasPrefix(path, sealed+".") {
			return fmt.Errorf("%s is sealed and cannot be indexed", path)
		}
	}
	return nil
}

// folded is the form of a value that its blind index is of.
func folded(value string) string { return strings.ToLower(strings.TrimSpace(value)) }

// blind fills in the blind indexes of a document.
func (s *secrets) blind(sealer Sealer, doc reflect.Value) {
	for _, b := range s.blinds {
		doc.FieldByIndex(b.to).SetString(sealer.Blind(folded(doc.FieldByIndex(b.from).String()), b.name))
	}
}

// any reports whether a document has something to seal.
func (s *secrets) any(doc reflect.Value) bool {
	return slices.ContainsFunc(s.fields, func(f secret) bool {
		v, ok := reach(doc, f.way)
		return ok && !v.IsZero()
	})
}

// seal moves the secrets of a copy of a document into its Sealed. What the copy
// shares with the caller's document is copied first. A newer version's secrets, which
// this one does not know, stay there.
// packed: whoever reads them knows packed secrets.
func (s *secrets) seal(sealer Sealer, doc reflect.Value, meta *domain.Meta, place string, packed bool) error {
	room := packings.Get().(*packing)
	defer room.done()
	sealed := make(map[string][]byte, len(s.fields))
	maps.Copy(sealed, meta.Sealed)
	for _, f := range s.fields {
		v, ok := own(doc, f.way)
		if !ok || v.IsZero() {
			continue
		}
		plain, err := room.plainOf(v)
		if err != nil {
			return fmt.Errorf("%w: encoding %s: %w", domain.ErrInvalid, f.name, err)
		}
		if packed && !f.bare {
			plain = room.pack(plain)
		}
		if sealed[f.name], err = sealer.Seal(plain, []byte(place+f.name)); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
		v.SetZero()
	}
	meta.Sealed = nil
	if len(sealed) > 0 {
		meta.Sealed = sealed
	}
	return nil
}

// plainOf is a field as JSON, good until the next one. What is JSON already is not looked at again: it
// came out of a body that was valid.
func (p *packing) plainOf(v reflect.Value) (plain []byte, err error) {
	field := v.Addr().Interface()
	if raw, ok := field.(*json.RawMessage); ok {
		return *raw, nil
	}
	p.plain, err = appendJSON(p.plain[:0], field)
	return p.plain, err
}

// own walks to a field, copying what pointers on the way lead to; false: a pointer is nil.
func own(v reflect.Value, way []int) (reflect.Value, bool) {
	for _, i := range way {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return v, false
			}
			copied := reflect.New(v.Type().Elem())
			copied.Elem().Set(v.Elem())
			v.Set(copied)
			v = copied.Elem()
		}
		v = v.Field(i)
	}
	return v, true
}

// open puts what a document's Sealed holds back into its fields.
func (s *secrets) open(ctx context.Context, sealer Sealer, doc reflect.Value, meta *domain.Meta, place string) error {
	room := packings.Get().(*packing)
	defer room.done()
	for _, f := range s.fields {
		sealed, ok := meta.Sealed[f.name]
		if !ok {
			continue
		}
		plain, err := sealer.Open(ctx, sealed, []byte(place+f.name))
		switch {
		case err != nil && (errors.Is(err, domain.ErrUnavailable) || ctx.Err() != nil):
			return fmt.Errorf("%s: %w", f.name, err)
		case err != nil:
			return fmt.Errorf("%w: %s: %w", ErrUnreadable, f.name, err)
		}
		if plain, err = room.unpack(plain); err != nil {
			return fmt.Errorf("%w: %s: %w", ErrUnreadable, f.name, err)
		}
		if err := DecodeJSON(plain, made(doc, f.way).Addr().Interface()); err != nil {
			return fmt.Errorf("%w: decoding %s", domain.ErrInvalid, f.name) // the decoder quotes the value
		}
		delete(meta.Sealed, f.name)
	}
	if len(meta.Sealed) == 0 {
		meta.Sealed = nil
	}
	return nil
}

// made walks to a field, making what is missing on the way.
func made(v reflect.Value, way []int) reflect.Value {
	for _, i := range way {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	return v
}

// place is what a sealed value is bound to, but for the field.
func (c *Collection[T]) place(id string) string { return c.schema.Name + "\x00" + id + "\x00" }

// Blinded are the values by which an index over a blind field finds a value, to be
// asked for in this order; more than one while keys are being changed.
func (c *Collection[T]) Blinded(ctx context.Context, field, value string) ([]string, error) {
	value = folded(value)
	if value == "" {
		return nil, nil
	}
	if c.sealer == nil {
		return nil, c.failed("looking up in", ErrNoKeys)
	}
	if err := c.sealer.Fresh(ctx); err != nil {
		return nil, c.failed("looking up in", err)
	}
	return c.sealer.Blinds(value, field), nil
}

// OpenField opens one sealed field of a document that was read through a view, where opening all of it would cost too much.
func (c *Collection[T]) OpenField(ctx context.Context, id, field string, sealed []byte, decode func(plain []byte) error) error {
	if c.sealer == nil {
		return c.failed("reading", ErrNoKeys)
	}
	plain, err := c.sealer.Open(ctx, sealed, []byte(c.place(id)+field))
	if err != nil {
		return c.failed("opening a document of", fmt.Errorf("%s: %w", field, err))
	}
	if plain, err = new(packing).unpack(plain); err == nil {
		err = decode(plain)
	}
	if err != nil {
		return c.failed("opening a document of", fmt.Errorf("%w: decoding %s", domain.ErrInvalid, field)) // the decoder quotes the value
	}
	return nil
}

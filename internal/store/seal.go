package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"jitasa/internal/domain"
)

// Sealer encrypts fields (package privacy/seal).
type Sealer interface {
	Seal(plain, associated []byte) ([]byte, error)
	Open(ctx context.Context, sealed, associated []byte) ([]byte, error)
	Blind(value, field string) string
	Blinds(value, field string) []string
}

// ErrNoKeys: the document is sealed, and the store was opened without keys.
var ErrNoKeys = errors.New("a sealed document, and no key to open it")

// secrets are the fields of a type that are sealed at rest: those tagged
// `seal:"true"`, in the document or in structs within it, but not in lists. A
// field that is tagged `blind:"Other"` as well leaves its blind index in the string field Other.
type secrets struct {
	fields []secret
	blinds []blindField
}

type secret struct {
	name string // its path, as it is kept in domain.Meta.Sealed
	way  []int
}

type blindField struct {
	name     string
	from, to []int
}

// secretsOf finds a type's secrets once.
func secretsOf(typ reflect.Type) secrets {
	var s secrets
	s.find(typ, "", nil)
	return s
}

func (s *secrets) find(typ reflect.Type, path string, at []int) {
	for i := range typ.NumField() {
		f := typ.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		way := append(append([]int{}, at...), i)
		switch {
		case f.Tag.Get("seal") == "true":
			s.fields = append(s.fields, secret{name: path + name, way: way})
			if to, ok := typ.FieldByName(f.Tag.Get("blind")); ok {
				s.blinds = append(s.blinds, blindField{name: name, from: way, to: append(append([]int{}, at...), to.Index...)})
			}
		case !f.IsExported() || f.Anonymous:
		case f.Type.Kind() == reflect.Struct && f.Type.PkgPath() != "time":
			s.find(f.Type, path+name+"/", way)
		case f.Type.Kind() == reflect.Pointer && f.Type.Elem().Kind() == reflect.Struct && f.Type.Elem().PkgPath() != "time":
			s.find(f.Type.Elem(), path+name+"/", way)
		}
	}
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

// blind fills in the blind indexes of a document.
func (s *secrets) blind(sealer Sealer, doc reflect.Value) {
	for _, b := range s.blinds {
		doc.FieldByIndex(b.to).SetString(sealer.Blind(doc.FieldByIndex(b.from).String(), b.name))
	}
}

// seal moves the secrets of a copy of a document into its Sealed. What the copy
// shares with the caller's document is copied first.
func (s *secrets) seal(sealer Sealer, doc reflect.Value, meta *domain.Meta, place string) error {
	sealed := make(map[string][]byte, len(s.fields))
	for _, f := range s.fields {
		v, ok := own(doc, f.way)
		if !ok || v.IsZero() {
			continue
		}
		plain, err := json.Marshal(v.Interface())
		if err != nil {
			return fmt.Errorf("%w: encoding %s: %w", domain.ErrInvalid, f.name, err)
		}
		if sealed[f.name], err = sealer.Seal(plain, []byte(place+f.name)); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
		v.SetZero()
	}
	if len(sealed) > 0 {
		meta.Sealed = sealed
	}
	return nil
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
	for _, f := range s.fields {
		sealed, ok := meta.Sealed[f.name]
		if !ok {
			continue
		}
		plain, err := sealer.Open(ctx, sealed, []byte(place+f.name))
		if err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
		if err := json.Unmarshal(plain, made(doc, f.way).Addr().Interface()); err != nil {
			return fmt.Errorf("%w: decoding %s", domain.ErrInvalid, f.name) // the decoder quotes the value
		}
	}
	meta.Sealed = nil
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

// Blinded are the values by which an index over a blind field finds a value; more
// than one while keys are being changed. Without keys there are none.
func (c *Collection[T]) Blinded(field, value string) []string {
	if c.sealer == nil || value == "" {
		return nil
	}
	return c.sealer.Blinds(value, field)
}

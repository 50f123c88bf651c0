package mongo

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"go.mongodb.org/mongo-driver/v2/bson"
)

// structs writes and reads structs as encoding/json does: by their JSON tags,
// embedded structs as if their fields were the outer one's, omitempty and
// omitzero honoured, unknown fields passed over. The driver's own codec knows
// neither omitzero nor plain embedding.
type structs struct{ layouts sync.Map } // reflect.Type → *layout

// layout is what a struct type looks like in a document.
type layout struct {
	parts  []part
	byName map[string]int
}

// part is a field of a struct.
type part struct {
	name                string
	index               []int
	omitEmpty, omitZero bool
	encoder             bson.ValueEncoder
	decoder             bson.ValueDecoder
}

func (s *structs) encode(c bson.EncodeContext, w bson.ValueWriter, v reflect.Value) error {
	l, err := s.layout(c.Registry, v.Type())
	if err != nil {
		return err
	}
	doc, err := w.WriteDocument()
	if err != nil {
		return fmt.Errorf("writing a document: %w", err)
	}
	for i := range l.parts {
		if err := l.parts[i].encode(c, doc, v.FieldByIndex(l.parts[i].index)); err != nil {
			return err
		}
	}
	return doc.WriteDocumentEnd()
}

func (p *part) encode(c bson.EncodeContext, doc bson.DocumentWriter, v reflect.Value) error {
	if p.omitEmpty && empty(v) || p.omitZero && zero(v) {
		return nil
	}
	w, err := doc.WriteDocumentElement(p.name)
	if err != nil {
		return fmt.Errorf("writing %s: %w", p.name, err)
	}
	if err := p.encoder.EncodeValue(c, w, v); err != nil {
		return fmt.Errorf("writing %s: %w", p.name, err)
	}
	return nil
}

func (s *structs) decode(c bson.DecodeContext, r bson.ValueReader, v reflect.Value) error {
	if r.Type() == bson.TypeNull {
		return r.ReadNull()
	}
	l, err := s.layout(c.Registry, v.Type())
	if err != nil {
		return err
	}
	doc, err := r.ReadDocument()
	if err != nil {
		return fmt.Errorf("reading a document: %w", err)
	}
	for {
		name, r, err := doc.ReadElement()
		if errors.Is(err, bson.ErrEOD) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading a document: %w", err)
		}
		if err := l.decode(c, name, r, v); err != nil {
			return fmt.Errorf("reading %s: %w", name, err)
		}
	}
}

func (l *layout) decode(c bson.DecodeContext, name string, r bson.ValueReader, v reflect.Value) error {
	i, known := l.byName[name]
	if !known {
		return r.Skip()
	}
	p := &l.parts[i]
	return p.decoder.DecodeValue(c, r, v.FieldByIndex(p.index))
}

func (s *structs) layout(r *bson.Registry, typ reflect.Type) (*layout, error) {
	if known, ok := s.layouts.Load(typ); ok {
		return known.(*layout), nil
	}
	l := &layout{byName: map[string]int{}}
	if err := l.add(r, typ, nil); err != nil {
		return nil, err
	}
	s.layouts.Store(typ, l)
	return l, nil
}

func (l *layout) add(r *bson.Registry, typ reflect.Type, at []int) error {
	for i := range typ.NumField() {
		f := typ.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		index := append(slices.Clone(at), i)
		switch {
		case f.Anonymous && name == "" && f.Type.Kind() == reflect.Struct:
			if err := l.add(r, f.Type, index); err != nil {
				return err
			}
		case !f.IsExported() || name == "-" && options == "":
		default:
			if err := l.addPart(r, f, name, options, index); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *layout) addPart(r *bson.Registry, f reflect.StructField, name, options string, index []int) error {
	if name == "" {
		name = f.Name
	}
	encoder, err := r.LookupEncoder(f.Type)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	decoder, err := r.LookupDecoder(f.Type)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	given := strings.Split(options, ",")
	l.byName[name] = len(l.parts)
	l.parts = append(l.parts, part{
		name: name, index: index, encoder: encoder, decoder: decoder,
		omitEmpty: slices.Contains(given, "omitempty"), omitZero: slices.Contains(given, "omitzero"),
	})
	return nil
}

// empty is what omitempty leaves out.
func empty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Struct:
		return false
	default:
		return v.IsZero()
	}
}

// zero is what omitzero leaves out.
func zero(v reflect.Value) bool {
	if z, ok := v.Interface().(interface{ IsZero() bool }); ok && (v.Kind() != reflect.Pointer || !v.IsNil()) {
		return z.IsZero()
	}
	return v.IsZero()
}

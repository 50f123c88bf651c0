package store

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
)

// Spec declares a collection.
type Spec struct {
	Name    string // lowerCamel; the name of the table or collection
	Indexes []Index
}

// Index declares an order in which documents can be found.
type Index struct {
	Name string
	// Fields are JSON paths ("person", "home.province"). The id always comes
	// last by itself. A list ([]string) can only be the first.
	Fields []string
	// Unique: no two documents share the fields' values.
	Unique bool
	// Sparse: documents whose first field is not above the zero value of its
	// type ("", 0, false, the zero time, left out) are not in the index.
	Sparse bool
}

// Key is a checked index: what an engine builds and orders by.
type Key struct {
	Name   string  // "" is the order of ids
	Fields []Field // the declared fields, then the id
	Unique bool
	Sparse bool
}

// Many reports whether the index is over the elements of a list.
func (k *Key) Many() bool { return k.Fields[0].Many }

// Schema is a checked Spec for one type of document.
type Schema struct {
	Name   string
	Keys   []*Key
	Fields []Field // every indexed field once, in the order of declaration, without the id
	typ    reflect.Type
	byID   *Key
}

// New returns a pointer to an empty document.
func (s *Schema) New() any { return reflect.New(s.typ).Interface() }

// Key returns the index of that name; "" is the order of ids.
func (s *Schema) Key(name string) (*Key, bool) {
	if name == "" {
		return s.byID, true
	}
	i := slices.IndexFunc(s.Keys, func(k *Key) bool { return k.Name == name })
	if i < 0 {
		return nil, false
	}
	return s.Keys[i], true
}

// nameForm leaves no name that an engine would have to escape.
var nameForm = regexp.MustCompile(`^[a-z][a-zA-Z0-9]{0,62}$`)

// schemaFor checks a declaration against the type that it is for.
func schemaFor(spec Spec, typ reflect.Type) (*Schema, error) {
	if !nameForm.MatchString(spec.Name) {
		return nil, fmt.Errorf("collection name %q: letters and digits, the first one small", spec.Name)
	}
	id, err := fieldAt(typ, "_id")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", spec.Name, err)
	}
	s := &Schema{Name: spec.Name, typ: typ, byID: &Key{Fields: []Field{id}, Unique: true}}
	for _, ix := range spec.Indexes {
		if err := s.add(ix, id); err != nil {
			return nil, fmt.Errorf("index %s.%s: %w", spec.Name, ix.Name, err)
		}
	}
	return s, nil
}

func (s *Schema) add(ix Index, id Field) error {
	if !nameForm.MatchString(ix.Name) {
		return errors.New("the name: letters and digits, the first one small")
	}
	if _, taken := s.Key(ix.Name); taken {
		return errors.New("declared twice")
	}
	if len(ix.Fields) == 0 {
		return errors.New("no fields")
	}
	k := &Key{Name: ix.Name, Unique: ix.Unique, Sparse: ix.Sparse}
	hidden, err := secretsOf(s.typ)
	if err != nil {
		return err
	}
	for _, path := range ix.Fields {
		if err := hidden.sealedField(path); err != nil {
			return err
		}
		f, err := fieldAt(s.typ, path)
		if err != nil {
			return err
		}
		k.Fields = append(k.Fields, f)
		if !slices.ContainsFunc(s.Fields, func(g Field) bool { return g.Path == path }) {
			s.Fields = append(s.Fields, f)
		}
	}
	if err := k.check(); err != nil {
		return err
	}
	k.Fields = append(k.Fields, id)
	s.Keys = append(s.Keys, k)
	return nil
}

// check refuses what the engines would not do alike.
func (k *Key) check() error {
	for i, f := range k.Fields {
		switch {
		case f.Path == "_id":
			return errors.New("the id comes last by itself")
		case f.Many && i > 0:
			return fmt.Errorf("%s: a list can only be the first field", f.Path)
		case f.Many && k.Unique:
			return fmt.Errorf("%s: a list cannot be unique", f.Path)
		case k.Unique && f.Optional && (i > 0 || !k.Sparse):
			// Engines differ on whether two documents without the field are alike.
			return fmt.Errorf("%s may be left out of the document: make the index sparse", f.Path)
		}
	}
	return nil
}

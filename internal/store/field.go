package store

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"jitasa/internal/domain"
)

// Kind is the type of an indexed value.
type Kind uint8

// The kinds, with the Go type of their canonical values.
const (
	String Kind = iota + 1 // string
	Bool                   // bool
	Int                    // int64
	Float                  // float64
	Time                   // time.Time, UTC, milliseconds
)

// Zero is the canonical zero value of the kind.
func (k Kind) Zero() any {
	switch k {
	case String:
		return ""
	case Bool:
		return false
	case Int:
		return int64(0)
	case Float:
		return float64(0)
	default:
		return time.Time{}
	}
}

// Field is an indexed field of a document.
type Field struct {
	Path     string // JSON path
	Kind     Kind   // of the value, or of the list's elements
	Many     bool   // a list
	Optional bool   // may be missing from the document
	zeroOut  bool   // missing exactly when zero
	way      []int  // struct field indexes from the document to the value
}

// Value returns the canonical value of the field in a document (a pointer to a
// struct); nil when it is missing; for a list []string, each element once.
func (f *Field) Value(doc any) any {
	v := reflect.ValueOf(doc).Elem()
	for _, i := range f.way {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return nil
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	if f.Many {
		return elements(v)
	}
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil
		}
		v = v.Elem()
	}
	return f.canonical(v)
}

func (f *Field) canonical(v reflect.Value) any {
	if f.zeroOut && v.IsZero() {
		return nil
	}
	switch f.Kind {
	case String:
		// What JSON does to broken UTF-8 must hold for the index as well.
		return strings.ToValidUTF8(v.String(), "\uFFFD")
	case Bool:
		return v.Bool()
	case Int:
		if v.CanUint() {
			return int64(v.Uint())
		}
		return v.Int()
	case Float:
		return v.Float()
	default:
		return domain.Instant(v.Interface().(time.Time))
	}
}

func elements(v reflect.Value) []string {
	list := make([]string, 0, v.Len())
	seen := make(map[string]bool, v.Len())
	for i := range v.Len() {
		s := strings.ToValidUTF8(v.Index(i).String(), "\uFFFD")
		if !seen[s] {
			seen[s] = true
			list = append(list, s)
		}
	}
	return list
}

// asked brings a value of a query to canonical form; nil stays nil.
func (f *Field) asked(val any) (any, error) {
	if val == nil {
		return nil, nil
	}
	v := reflect.ValueOf(val)
	if f.Kind == Float && v.CanInt() {
		return float64(v.Int()), nil
	}
	kind, ok := kindOf(v.Type())
	if !ok || kind != f.Kind {
		return nil, fmt.Errorf("%w: %s cannot be a %T", domain.ErrInvalid, f.Path, val)
	}
	bare := Field{Kind: f.Kind}
	return bare.canonical(v), nil
}

// askedEqual is asked for an exact match: the zero value means "missing" where zero is left out.
func (f *Field) askedEqual(val any) (any, error) {
	v, err := f.asked(val)
	if err != nil {
		return nil, err
	}
	if f.zeroOut && v == f.Kind.Zero() && !f.Many {
		v = nil
	}
	if v == nil && (f.Many || !f.Optional) {
		return nil, fmt.Errorf("%w: %s is never missing", domain.ErrInvalid, f.Path)
	}
	return v, nil
}

// fieldAt finds the field that encoding/json writes under path.
func fieldAt(typ reflect.Type, path string) (Field, error) {
	f := Field{Path: path}
	names := strings.Split(path, ".")
	for i, name := range names {
		sf, way, ok := jsonField(typ, name)
		if !ok {
			return Field{}, fmt.Errorf("%s has no field %q", typ, path)
		}
		f.way = append(f.way, way...)
		typ = sf.Type
		last := i == len(names)-1
		f.zeroOut = last && leavesOut(sf)
		if typ.Kind() == reflect.Pointer {
			f.Optional, f.zeroOut, typ = true, false, typ.Elem()
		}
	}
	f.Optional = f.Optional || f.zeroOut
	return f.ofType(typ)
}

func (f Field) ofType(typ reflect.Type) (Field, error) {
	if typ.Kind() == reflect.Slice {
		f.Many, typ = true, typ.Elem()
	}
	kind, ok := kindOf(typ)
	f.Kind = kind
	switch {
	case !ok, f.Many && kind != String:
		return Field{}, fmt.Errorf("%s: a %s cannot be indexed", f.Path, typ)
	case f.Optional && !f.zeroOut && !f.Many && (kind == String || kind == Bool):
		// Missing and zero would have to sort apart; nothing needs that.
		return Field{}, fmt.Errorf("%s: needs omitempty, without a pointer, to be indexed", f.Path)
	}
	return f, nil
}

func kindOf(typ reflect.Type) (Kind, bool) {
	switch typ.Kind() {
	case reflect.String:
		return String, true
	case reflect.Bool:
		return Bool, true
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint8, reflect.Uint16, reflect.Uint32:
		return Int, true
	case reflect.Float32, reflect.Float64:
		return Float, true
	}
	return Time, typ == reflect.TypeFor[time.Time]()
}

// jsonField looks a name up among the fields of a struct and of the structs embedded in it.
func jsonField(typ reflect.Type, name string) (reflect.StructField, []int, bool) {
	if typ.Kind() != reflect.Struct {
		return reflect.StructField{}, nil, false
	}
	for i := range typ.NumField() {
		sf := typ.Field(i)
		tag, _, _ := strings.Cut(sf.Tag.Get("json"), ",")
		if tag == name && sf.IsExported() {
			return sf, []int{i}, true
		}
		if sf.Anonymous && tag == "" && sf.Type.Kind() == reflect.Struct {
			if inner, way, ok := jsonField(sf.Type, name); ok {
				return inner, append([]int{i}, way...), true
			}
		}
	}
	return reflect.StructField{}, nil, false
}

// leavesOut reports whether encoding/json omits the field when it is zero (it
// never omits a struct such as time.Time for omitempty).
func leavesOut(sf reflect.StructField) bool {
	_, opts, _ := strings.Cut(sf.Tag.Get("json"), ",")
	for opt := range strings.SplitSeq(opts, ",") {
		if opt == "omitzero" || opt == "omitempty" && sf.Type.Kind() != reflect.Struct {
			return true
		}
	}
	return false
}

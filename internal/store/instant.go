package store

import (
	"reflect"
	"time"

	"jitasa/internal/domain"
)

// rounder brings every time and every float inside a value to what engines keep.
type rounder func(reflect.Value)

// rounderFor walks a type once, so that writing a document visits only the
// places where there are some; nil if there are none.
func rounderFor(typ reflect.Type) rounder {
	return (&rounders{known: map[reflect.Type]*rounder{}}).of(typ)
}

type rounders struct{ known map[reflect.Type]*rounder }

func (r *rounders) of(typ reflect.Type) rounder {
	if typ == reflect.TypeFor[time.Time]() {
		return func(v reflect.Value) {
			at := v.Addr().Interface().(*time.Time)
			*at = domain.Instant(*at)
		}
	}
	if typ.Kind() == reflect.Float64 || typ.Kind() == reflect.Float32 {
		return func(v reflect.Value) {
			if v.Float() == 0 {
				v.SetFloat(0) // not every decoder keeps the sign of zero
			}
		}
	}
	if slot, busy := r.known[typ]; busy { // a type within itself
		return func(v reflect.Value) {
			if *slot != nil {
				(*slot)(v)
			}
		}
	}
	slot := new(rounder)
	r.known[typ] = slot
	*slot = r.inside(typ)
	delete(r.known, typ)
	return *slot
}

func (r *rounders) inside(typ reflect.Type) rounder {
	switch typ.Kind() {
	case reflect.Struct:
		return r.fields(typ)
	case reflect.Pointer:
		return r.pointer(typ)
	case reflect.Slice, reflect.Array:
		return r.list(typ)
	case reflect.Map:
		return r.values(typ)
	}
	return nil
}

func (r *rounders) fields(typ reflect.Type) rounder {
	type part struct {
		i     int
		round rounder
	}
	var parts []part
	for i := range typ.NumField() {
		if !typ.Field(i).IsExported() {
			continue
		}
		if round := r.of(typ.Field(i).Type); round != nil {
			parts = append(parts, part{i, round})
		}
	}
	if parts == nil {
		return nil
	}
	return func(v reflect.Value) {
		for _, p := range parts {
			p.round(v.Field(p.i))
		}
	}
}

func (r *rounders) pointer(typ reflect.Type) rounder {
	round := r.of(typ.Elem())
	if round == nil {
		return nil
	}
	return func(v reflect.Value) {
		if !v.IsNil() {
			round(v.Elem())
		}
	}
}

func (r *rounders) list(typ reflect.Type) rounder {
	round := r.of(typ.Elem())
	if round == nil {
		return nil
	}
	return func(v reflect.Value) {
		for i := range v.Len() {
			round(v.Index(i))
		}
	}
}

// values copies each value of a map, because map values cannot be set in place.
func (r *rounders) values(typ reflect.Type) rounder {
	round := r.of(typ.Elem())
	if round == nil {
		return nil
	}
	return func(v reflect.Value) {
		for it := v.MapRange(); it.Next(); {
			val := reflect.New(typ.Elem()).Elem()
			val.Set(it.Value())
			round(val)
			v.SetMapIndex(it.Key(), val)
		}
	}
}

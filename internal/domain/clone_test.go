package domain_test

import (
	"reflect"
	"testing"
	"time"

	"jitasa/internal/domain"
)

// A copy of a profile is equal and shares nothing, also what somebody adds to profiles one day.
func TestCloneSharesNothing(t *testing.T) {
	v := &domain.Volunteer{}
	fill(reflect.ValueOf(v).Elem())
	c := v.Clone()
	if !reflect.DeepEqual(v, c) {
		t.Errorf("%+v is not %+v", c, v)
	}
	apart(t, "Volunteer", reflect.ValueOf(v).Elem(), reflect.ValueOf(c).Elem())
}

// fill puts something into everything.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(time.UnixMilli(1).UTC()))
			return
		}
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key)
		v.SetMapIndex(key, value) // whoever changes a value of Sealed makes a new one
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(1)
	case reflect.Uint8:
		v.SetUint(1)
	case reflect.Float64:
		v.SetFloat(1)
	default:
		panic("nothing to put into " + v.Type().String())
	}
}

// apart finds what two values share.
func apart(t *testing.T, name string, a, b reflect.Value) {
	t.Helper()
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			if a.Type() != reflect.TypeFor[time.Time]() {
				apart(t, name+"."+a.Type().Field(i).Name, a.Field(i), b.Field(i))
			}
		}
	case reflect.Pointer, reflect.Slice, reflect.Map:
		if a.Pointer() == b.Pointer() {
			t.Errorf("%s is shared", name)
		}
		switch a.Kind() {
		case reflect.Pointer:
			apart(t, name, a.Elem(), b.Elem())
		case reflect.Slice:
			apart(t, name, a.Index(0), b.Index(0))
		}
	}
}

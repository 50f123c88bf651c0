package mongo

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strings"

	"go.mongodb.org/mongo-driver/v2/bson"

	"jitasa/internal/domain"
)

// newRegistry makes the codecs of documents: the driver's own, but for structs,
// which follow their JSON tags, and for what BSON has a better form of than JSON.
func newRegistry() *bson.Registry {
	r := bson.NewRegistry()
	s := &structs{}
	r.RegisterKindEncoder(reflect.Struct, bson.ValueEncoderFunc(s.encode))
	r.RegisterKindDecoder(reflect.Struct, bson.ValueDecoderFunc(s.decode))
	r.RegisterKindEncoder(reflect.String, bson.ValueEncoderFunc(encodeString))
	r.RegisterKindEncoder(reflect.Float64, bson.ValueEncoderFunc(encodeFloat))
	raw, point := reflect.TypeFor[json.RawMessage](), reflect.TypeFor[domain.Point]()
	r.RegisterTypeEncoder(raw, bson.ValueEncoderFunc(encodeRaw))
	r.RegisterTypeDecoder(raw, bson.ValueDecoderFunc(decodeRaw))
	r.RegisterTypeEncoder(point, bson.ValueEncoderFunc(encodePoint))
	r.RegisterTypeDecoder(point, bson.ValueDecoderFunc(decodePoint))
	return r
}

// encodeString does to broken UTF-8 what JSON does.
func encodeString(_ bson.EncodeContext, w bson.ValueWriter, v reflect.Value) error {
	return w.WriteString(strings.ToValidUTF8(v.String(), "\uFFFD"))
}

// encodeFloat refuses what JSON refuses, so that a document can move between engines.
func encodeFloat(_ bson.EncodeContext, w bson.ValueWriter, v reflect.Value) error {
	f := v.Float()
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return fmt.Errorf("%w: not a number", domain.ErrInvalid)
	}
	return w.WriteDouble(f)
}

// encodeRaw keeps JSON as a text: its bytes come back as they were.
func encodeRaw(_ bson.EncodeContext, w bson.ValueWriter, v reflect.Value) error {
	if v.IsNil() {
		return w.WriteNull()
	}
	return w.WriteString(string(v.Bytes()))
}

func decodeRaw(_ bson.DecodeContext, r bson.ValueReader, v reflect.Value) error {
	if r.Type() == bson.TypeNull {
		v.SetZero()
		return r.ReadNull()
	}
	text, err := r.ReadString()
	if err != nil {
		return fmt.Errorf("reading JSON: %w", err)
	}
	v.SetBytes([]byte(text))
	return nil
}

// geo is a GeoJSON point (RFC 7946): longitude first.
type geo struct {
	Type        string    `json:"type"`
	Coordinates []float64 `json:"coordinates"`
}

func encodePoint(c bson.EncodeContext, w bson.ValueWriter, v reflect.Value) error {
	p, _ := v.Interface().(domain.Point)
	encoder, err := c.LookupEncoder(reflect.TypeFor[geo]())
	if err != nil {
		return fmt.Errorf("writing a point: %w", err)
	}
	return encoder.EncodeValue(c, w, reflect.ValueOf(geo{Type: "Point", Coordinates: []float64{p.Lng, p.Lat}}))
}

func decodePoint(c bson.DecodeContext, r bson.ValueReader, v reflect.Value) error {
	decoder, err := c.LookupDecoder(reflect.TypeFor[geo]())
	if err != nil {
		return fmt.Errorf("reading a point: %w", err)
	}
	var g geo
	if err := decoder.DecodeValue(c, r, reflect.ValueOf(&g).Elem()); err != nil {
		return fmt.Errorf("reading a point: %w", err)
	}
	if g.Type != "Point" || len(g.Coordinates) != 2 {
		return fmt.Errorf("%w: not a GeoJSON point", domain.ErrInvalid)
	}
	v.Set(reflect.ValueOf(domain.Point{Lat: g.Coordinates[1], Lng: g.Coordinates[0]}))
	return nil
}

package collections

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"jitasa/internal/domain"
)

// A point is read as the decoder of JSON reads it, however it was written.
func TestPointOf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := domain.Point{Lat: rapid.Float64().Draw(t, "lat"), Lng: rapid.Float64().Draw(t, "lng")}
		plain, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := pointOf(plain); err != nil || got != want {
			t.Fatalf("%s is %v, %v", plain, got, err)
		}
	})
	for text, ok := range map[string]bool{
		`{"lng": 2, "lat": 1}`: true, ` {"lat":1,"lng":2}`: true, `{"lat":1,"lng":2,"more":3}`: true,
		`{"lat":1,"lng":2`: false, `{"lat":1,"lng":"2"}`: false, `{"lat":0x1,"lng":2}`: false, `{"lat":1_0,"lng":2}`: false, `{"lat":1,"lng":inf}`: false, ``: false,
	} {
		got, err := pointOf([]byte(text))
		if (err == nil) != ok || ok && got != (domain.Point{Lat: 1, Lng: 2}) {
			t.Errorf("%s is %v, %v", text, got, err)
		}
	}
}

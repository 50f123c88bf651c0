package app_test

import (
	"errors"
	"testing"

	"jitasa/internal/domain"
)

// What is said under the consent card and is no agreement leaves no receipt in the store; plain words agree to what the card's
// main button says, once the age is known.
func TestConsentSaid(t *testing.T) {
	r := newRig(t)
	p := r.person("Somsri")
	p.tap("f=language&v=th")
	receipts := func() int {
		v, err := r.app.Store.Volunteers.Get(t.Context(), p.id)
		if err != nil {
			if !errors.Is(err, domain.ErrNotFound) {
				t.Fatal(err)
			}
			return 0
		}
		return len(v.Consents)
	}
	for _, said := range []string{
		"โอเคไหม", "555", "ค่ะ", "ครับ", "👍", "อืม", "ต้องยินยอมไหม", "do I have to agree?", "lol", "หมายความว่าไง", "อ่านไม่ออก", "ยินยอมคืออะไร",
	} {
		if p.text(said); receipts() > 0 {
			t.Fatalf("%q is written down as a consent", said)
		}
	}
	p.text("ตกลงค่ะ")
	if n := receipts(); n > 0 {
		t.Errorf("%d receipts before the age is known", n)
	}
	p.text("2510")
	v, err := r.app.Store.Volunteers.Get(t.Context(), p.id)
	if err != nil {
		t.Fatal(err)
	}
	for _, purpose := range domain.Purposes() {
		if !v.Consents.Given(purpose) {
			t.Errorf("after an agreement to all there is none for %s", purpose)
		}
	}
}

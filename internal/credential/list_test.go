package credential

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func listOf(t *rapid.T, s *Signer, l StatusList) string {
	token, err := s.IssueList(l)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// Exactly those that were revoked are.
func TestRevoked(t *testing.T) {
	s := signer(t, did, "2026-1", 1)
	keys := keysOf(t, did, s)
	rapid.Check(t, func(t *rapid.T) {
		entries := 8 * rapid.IntRange(LeastEntries/8, LeastEntries).Draw(t, "eighths")
		l := StatusList{ID: example().Status.List, Entries: entries, From: noon, Until: noon.Add(time.Hour), Revoked: rapid.SliceOf(rapid.IntRange(0, entries-1)).Draw(t, "revoked")}
		list, err := keys.List(listOf(t, s, l), noon)
		if err != nil {
			t.Fatal(err)
		}
		want := map[int]bool{}
		for _, at := range l.Revoked {
			want[at] = true
		}
		b := example()
		look := append(rapid.SliceOf(rapid.IntRange(0, entries-1)).Draw(t, "others"), 0, entries-1)
		for _, b.Status.Index = range append(look, l.Revoked...) {
			if got, err := list.Revoked(&b); err != nil || got != want[b.Status.Index] {
				t.Fatalf("place %d: revoked %t, %v", b.Status.Index, got, err)
			}
		}
		b.Status.Index = entries
		if _, err := list.Revoked(&b); !errors.Is(err, ErrMalformed) {
			t.Fatalf("a place behind the end: %v", err)
		}
	})
}

func TestListIsForItsBadges(t *testing.T) {
	s := signer(t, did, "2026-1", 1)
	keys := keysOf(t, did, s)
	token, err := s.IssueList(StatusList{ID: "https://bot.example.org/verify/status/2", Entries: LeastEntries, From: noon, Until: noon.Add(time.Hour)})
	if err != nil {
		t.Fatal(err)
	}
	list, err := keys.List(token, noon)
	if err != nil {
		t.Fatal(err)
	}
	b := example()
	if _, err := list.Revoked(&b); !errors.Is(err, ErrMalformed) {
		t.Errorf("a badge of another list: %v", err)
	}
	for now, want := range map[time.Time]error{noon.Add(-1): ErrNotYet, noon.Add(time.Hour): ErrExpired} {
		if _, err := keys.List(token, now); !errors.Is(err, want) {
			t.Errorf("at %v: %v", now, err)
		}
	}
	if _, err := keysOf(t, did, signer(t, did, "2026-1", 2)).List(token, noon); !errors.Is(err, ErrSignature) {
		t.Errorf("signed by another: %v", err)
	}
	if _, err := keys.List(issued(t, s, example()), noon); !errors.Is(err, ErrMalformed) {
		t.Errorf("a badge as a list: %v", err)
	}
	if _, err := keys.Verify(token, noon); !errors.Is(err, ErrMalformed) && !errors.Is(err, ErrIssuer) {
		t.Errorf("a list as a badge: %v", err)
	}
}

// A list for another purpose says nothing of revocation, though its bits be set.
func TestListForSomethingElse(t *testing.T) {
	s := signer(t, did, "2026-1", 1)
	keys := keysOf(t, did, s)
	doc := func() listDoc {
		subject := listSubjectDoc{ID: "urn:uuid:1#list", Type: typeListSubject, Purpose: revocation, Encoded: pack(t, make([]byte, LeastEntries/8))}
		return listDoc{seal(did, "urn:uuid:1", subject.ID, noon, time.Time{}, typeList), did, subject}
	}
	for name, change := range map[string]func(*listDoc){
		"":        func(*listDoc) {},
		"purpose": func(d *listDoc) { d.Subject.Purpose = "suspension" },
		"kind":    func(d *listDoc) { d.Subject.Type = "StatusList2021" },
		"type":    func(d *listDoc) { d.Type = []string{typeVC} },
		"bits":    func(d *listDoc) { d.Subject.Encoded = "u" },
	} {
		d := doc()
		change(&d)
		token, err := s.sign(d)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := keys.List(token, noon); errors.Is(err, ErrMalformed) != (name != "") {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestWhatIsNoList(t *testing.T) {
	s := signer(t, did, "2026-1", 1)
	good := StatusList{ID: "https://bot.example.org/verify/status/1", Entries: LeastEntries, From: noon}
	if _, err := s.IssueList(good); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*StatusList){
		"no address":      func(l *StatusList) { l.ID = "" },
		"too few places":  func(l *StatusList) { l.Entries -= 8 },
		"too many places": func(l *StatusList) { l.Entries = mostEntries + 8 },
		"half a byte":     func(l *StatusList) { l.Entries += 4 },
		"a place behind":  func(l *StatusList) { l.Revoked = []int{LeastEntries} },
		"a place before":  func(l *StatusList) { l.Revoked = []int{-1} },
		"no date":         func(l *StatusList) { l.From = time.Time{} },
		"ends at once":    func(l *StatusList) { l.Until = noon },
	} {
		l := good
		change(&l)
		if _, err := s.IssueList(l); !errors.Is(err, ErrMalformed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func pack(t testing.TB, bits []byte) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(bits); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return "u" + base64.RawURLEncoding.EncodeToString(b.Bytes())
}

// A list that would unpack to more than is ever signed is not unpacked.
func TestUnpackIsBounded(t *testing.T) {
	for name, c := range map[string]struct {
		encoded string
		ok      bool
	}{
		"the least":  {pack(t, make([]byte, LeastEntries/8)), true},
		"the most":   {pack(t, make([]byte, mostEntries/8)), true},
		"too short":  {pack(t, make([]byte, LeastEntries/8-1)), false},
		"a bomb":     {pack(t, make([]byte, 64<<20)), false},
		"other base": {"z" + pack(t, make([]byte, LeastEntries/8))[1:], false},
		"no gzip":    {"uAAAA", false},
		"cut":        {pack(t, make([]byte, LeastEntries/8))[:20], false},
	} {
		if bits, err := unpack(c.encoded); (err == nil) != c.ok || err != nil && !errors.Is(err, ErrMalformed) {
			t.Errorf("%s: %d bytes, %v", name, len(bits), err)
		}
	}
}

func FuzzUnpack(f *testing.F) {
	f.Add(pack(f, make([]byte, LeastEntries/8)))
	f.Add("u")
	f.Fuzz(func(t *testing.T, encoded string) {
		if bits, err := unpack(encoded); err == nil && (len(bits) < LeastEntries/8 || len(bits) > mostEntries/8) {
			t.Errorf("%d bytes", len(bits))
		}
	})
}

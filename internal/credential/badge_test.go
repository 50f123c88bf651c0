package credential

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the expected documents anew")

const did = "did:web:bot.example.org"

var noon = time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)

func signer(t testing.TB, of, key string, seed byte) *Signer {
	t.Helper()
	s, err := NewSigner(of, key, bytes.Repeat([]byte{seed}, 32))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func keysOf(t testing.TB, of string, signers ...*Signer) *Keys {
	t.Helper()
	var all []PublicKey
	for _, s := range signers {
		all = append(all, s.Public())
	}
	raw, err := Document(of, all...)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := ParseDocument(of, raw)
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

func example() Badge {
	return Badge{
		ID: "urn:uuid:0192f0c4-7a51-7c3e-9a53-0d7b6c1f4e21", Issuer: Issuer{"เครือข่ายจิตอาสา", "https://bot.example.org/?a=1&b=2"},
		Holder: Holder{"urn:uuid:5b0e3c52-64c1-4f0e-8d0e-0f6b2c9b7d10", "กัญญารัตน์ ปิ่นน้ำผึ้ง"},
		Achievement: Achievement{
			ID: "https://bot.example.org/o/mangrove", Name: "ฟื้นฟูป่าชายเลน", Lang: "th",
			Description: "ร่วมปลูกและดูแลป่าชายเลน", Criteria: "ผู้นำกิจกรรมยืนยันชั่วโมงแล้ว",
		},
		Start: noon.AddDate(0, -6, 0), End: noon.AddDate(0, 0, -1), Results: []Result{{"ชั่วโมง", "36.5"}},
		From: noon, Until: noon.AddDate(5, 0, 0), Status: Status{"https://bot.example.org/verify/status/1", 94567},
	}
}

func issued(t testing.TB, s *Signer, b Badge) string {
	t.Helper()
	token, err := s.Issue(b)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func payloadOf(t testing.TB, token string) []byte {
	t.Helper()
	raw, err := base64.RawURLEncoding.DecodeString(strings.Split(token, ".")[1])
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// The document is what was held against the standard's context and an independent verifier; it changes only on purpose.
func TestDocuments(t *testing.T) {
	s := signer(t, did, "2026-1", 1)
	document, err := Document(did, s.Public())
	if err != nil {
		t.Fatal(err)
	}
	list, err := s.IssueList(StatusList{ID: example().Status.List, Entries: LeastEntries, Revoked: []int{0, 9, LeastEntries - 1}, From: noon, Until: noon.AddDate(0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string][]byte{"badge": payloadOf(t, issued(t, s, example())), "did": document, "list": payloadOf(t, list)} {
		var pretty bytes.Buffer
		if err := json.Indent(&pretty, raw, "", "  "); err != nil {
			t.Fatal(err)
		}
		pretty.WriteByte('\n')
		packed := regexp.MustCompile(`"encodedList": "u[\w-]+"`) // how it is packed is Go's to change
		pretty = *bytes.NewBuffer(packed.ReplaceAll(pretty.Bytes(), []byte(`"encodedList": "u…"`)))
		file := "testdata/" + name + ".json"
		if *update {
			if err := os.WriteFile(file, pretty.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file) //nolint:gosec // one of three
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), pretty.String()); diff != "" {
			t.Errorf("%s (-want +got)\n%s", file, diff)
		}
	}
}

// Each property that Open Badges 3.0 requires is there, as the standard's schema has it (achievementcredential_schema.json, by hand, as
// its licence does not let it be kept here), and nothing that says more of the holder than they want.
func TestBadgeHasWhatTheStandardRequires(t *testing.T) {
	s := signer(t, did, "2026-1", 1)
	raw := payloadOf(t, issued(t, s, example()))
	var doc any
	if err := json.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]any{
		"@context/0": "https://www.w3.org/ns/credentials/v2", "@context/1": contextOB, "id": example().ID,
		"type/0": "VerifiableCredential", "type/1": "OpenBadgeCredential", "validFrom": "2026-11-30T12:00:00Z", "validUntil": "2031-11-30T12:00:00Z",
		"issuer/id": did, "issuer/type/0": "Profile", "iss": did, "jti": example().ID, "sub": example().Holder.ID, "nbf": float64(noon.Unix()), "exp": float64(noon.AddDate(5, 0, 0).Unix()),
		"credentialSubject/type/0": "AchievementSubject", "credentialSubject/id": example().Holder.ID,
		"credentialSubject/identifier/0/type": "IdentityObject", "credentialSubject/identifier/0/hashed": false,
		"credentialSubject/identifier/0/identityType": "name", "credentialSubject/identifier/0/identityHash": example().Holder.Name,
		"credentialSubject/achievement/type/0": "Achievement", "credentialSubject/achievement/id": example().Achievement.ID,
		"credentialSubject/achievement/name": example().Achievement.Name, "credentialSubject/achievement/description": example().Achievement.Description,
		"credentialSubject/achievement/criteria/narrative": example().Achievement.Criteria, "credentialSubject/achievement/achievementType": "CommunityService",
		"credentialSubject/achievement/resultDescription/0/type/0": "ResultDescription", "credentialSubject/achievement/resultDescription/0/resultType": "Result",
		"credentialSubject/result/0/type/0": "Result", "credentialSubject/result/0/value": "36.5", "credentialSubject/result/0/resultDescription": "https://bot.example.org/o/mangrove#result-1",
		"credentialStatus/id": "https://bot.example.org/verify/status/1#94567", "credentialStatus/type": "BitstringStatusListEntry", "credentialStatus/statusPurpose": "revocation",
		"credentialStatus/statusListIndex": "94567", "credentialStatus/statusListCredential": "https://bot.example.org/verify/status/1",
	} {
		if got := at(doc, path); got != want {
			t.Errorf("%s is %v, want %v", path, got, want)
		}
	}
	nobody := example()
	nobody.Holder.Name = ""
	if raw := payloadOf(t, issued(t, s, nobody)); bytes.Contains(raw, []byte("identi")) {
		t.Errorf("a holder who wants no name has one: %s", raw)
	}
}

func at(doc any, path string) any {
	for part := range strings.SplitSeq(path, "/") {
		switch v := doc.(type) {
		case map[string]any:
			doc = v[part]
		case []any:
			i := int(part[0] - '0')
			if i >= len(v) {
				return nil
			}
			doc = v[i]
		default:
			return nil
		}
	}
	return doc
}

// Whatever can be signed can be verified, says the same, and only as long as it is valid.
func TestSignedIsVerified(t *testing.T) {
	s := signer(t, did, "2026-1", 1)
	keys := keysOf(t, did, s)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringN(1, 200, 2000)
		b := example()
		b.Holder.Name = rapid.StringN(0, 200, 2000).Draw(t, "name")
		b.Achievement.Name, b.Achievement.Criteria = text.Draw(t, "achievement"), text.Draw(t, "criteria")
		b.From = time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "from"), rapid.Int64Range(0, 999_999_999).Draw(t, "nanos")).UTC()
		b.Until = b.From.Add(time.Duration(rapid.Int64Range(1, 1e6).Draw(t, "seconds")) * time.Second)
		b.Results = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Result { return Result{text.Draw(t, "label"), text.Draw(t, "value")} }), 0, 3).Draw(t, "results")
		b.Status.Index = rapid.IntRange(0, mostEntries-1).Draw(t, "index")
		token, err := s.Issue(b)
		if err != nil {
			t.Fatal(err)
		}
		b.From, b.Until = b.From.Truncate(time.Second), b.Until.Truncate(time.Second)
		if len(b.Results) == 0 {
			b.Results = nil
		}
		for now, want := range map[time.Time]error{b.From: nil, b.Until.Add(-time.Second): nil, b.From.Add(-time.Second): ErrNotYet, b.Until: ErrExpired} {
			got, err := keys.Verify(token, now)
			if !errors.Is(err, want) || got == nil {
				t.Fatalf("at %v: %v, %v", now, got, err)
			}
			if diff := cmp.Diff(b, *got); diff != "" {
				t.Fatalf("(-signed +verified)\n%s", diff)
			}
		}
	})
}

func TestWhatIsNotSigned(t *testing.T) {
	s := signer(t, did, "2026-1", 1)
	for name, change := range map[string]func(*Badge){
		"no id":              func(b *Badge) { b.ID = "" },
		"an id without URI":  func(b *Badge) { b.Holder.ID = "0812345678" },
		"no criteria":        func(b *Badge) { b.Achievement.Criteria = "" },
		"no issuer":          func(b *Badge) { b.Issuer.Name = "" },
		"a long name":        func(b *Badge) { b.Holder.Name = strings.Repeat("ก", longestText+1) },
		"no letters":         func(b *Badge) { b.Holder.Name = "\xff" },
		"many results":       func(b *Badge) { b.Results = make([]Result, mostResults+1) },
		"no date":            func(b *Badge) { b.From = time.Time{} },
		"ends before begins": func(b *Badge) { b.Until = b.From },
		"did before began":   func(b *Badge) { b.End = b.Start.Add(-time.Second) },
		"the year 10000":     func(b *Badge) { b.Until = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC) },
		"a place below":      func(b *Badge) { b.Status.Index = -1 },
		"a place above":      func(b *Badge) { b.Status.Index = mostEntries },
	} {
		b := example()
		change(&b)
		if token, err := s.Issue(b); !errors.Is(err, ErrMalformed) || token != "" {
			t.Errorf("%s: %q, %v", name, token, err)
		} else if strings.Contains(err.Error(), "ปิ่น") || strings.Contains(err.Error(), "08123") {
			t.Errorf("%s: the error names the holder: %v", name, err)
		}
	}
	for _, bad := range []struct {
		did, key string
		seed     int
	}{{"did:key:z6Mk", "1", 32}, {did, "", 32}, {did, "a#b", 32}, {did, "1", 31}, {"did:web:a b", "1", 32}} {
		if _, err := NewSigner(bad.did, bad.key, make([]byte, bad.seed)); err == nil {
			t.Errorf("a signer of %v was made", bad)
		}
	}
}

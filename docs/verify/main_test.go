package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"jitasa/internal/credential"
)

const did = "did:web:bot.example.org"

// files is a certificate with what is needed to verify it, each in a file.
type files struct{ document, certificate, list string }

func issue(t *testing.T, revoked bool) files {
	t.Helper()
	s, err := credential.NewSigner(did, "2026-1", bytes.Repeat([]byte{7}, 32))
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	status := credential.Status{List: "https://bot.example.org/verify/status/1", Index: 4321}
	list := credential.StatusList{ID: status.List, Entries: credential.LeastEntries, From: now.Add(-time.Hour), Until: now.Add(time.Hour), Revoked: []int{4320, 4322}}
	if revoked {
		list.Revoked = append(list.Revoked, status.Index)
	}
	badge := credential.Badge{
		ID: "urn:uuid:1", Issuer: credential.Issuer{Name: "เครือข่ายจิตอาสา"}, Holder: credential.Holder{ID: "urn:uuid:2", Name: "กัญญารัตน์ ปิ่นน้ำผึ้ง"},
		Achievement: credential.Achievement{ID: "urn:uuid:3", Name: "ฟื้นฟูป่าชายเลน", Description: "ปลูกป่า", Criteria: "ยืนยันชั่วโมงแล้ว", Lang: "th"},
		From:        now.Add(-time.Hour), Until: now.Add(time.Hour), Status: status,
	}
	document, err := credential.Document(did, s.Public())
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := s.Issue(badge)
	if err != nil {
		t.Fatal(err)
	}
	signed, err := s.IssueList(list)
	if err != nil {
		t.Fatal(err)
	}
	return files{keep(t, string(document)), keep(t, certificate), keep(t, signed)}
}

func keep(t *testing.T, content string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// Both programs are short enough to be read by whoever has to trust them; they find a certificate valid, and one that was changed, revoked
// or given by somebody else not.
func TestPrograms(t *testing.T) {
	program := filepath.Join(t.TempDir(), "verify")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for source, command := range map[string][]string{"main.go": {program}, "verify.mjs": {"node", "verify.mjs"}} {
		t.Run(source, func(t *testing.T) {
			text, err := os.ReadFile(source) //nolint:gosec // one of two
			if err != nil {
				t.Fatal(err)
			}
			if n := bytes.Count(text, []byte("\n")); n > 30 {
				t.Errorf("%d lines", n)
			}
			if _, err := exec.LookPath(command[0]); err != nil {
				t.Skipf("%s is not installed", command[0])
			}
			verdicts(t, command)
		})
	}
}

func verdicts(t *testing.T, command []string) {
	good, revoked := issue(t, false), issue(t, true)
	raw, err := os.ReadFile(good.certificate)
	if err != nil {
		t.Fatal(err)
	}
	changed := func(i int, by byte) files {
		other := bytes.Clone(raw)
		other[i] ^= by
		return files{good.document, keep(t, string(other)), good.list}
	}
	dot := bytes.LastIndexByte(raw, '.')
	for _, c := range []struct {
		name, did string
		files     files
		valid     bool
	}{
		{"as it is", did, good, true},
		{"revoked", did, revoked, false},
		{"another issuer", "did:web:evil.example.org", good, false},
		{"its head changed", did, changed(5, 1), false},
		{"its text changed", did, changed(dot-100, 1), false},
		{"its signature changed", did, changed(dot+5, 1), false},
		{"its last bit changed", did, changed(len(raw)-1, 1), false},
		{"no certificate", did, files{good.document, good.document, good.list}, false},
		{"the list of another", did, files{good.document, good.certificate, good.certificate}, false},
	} {
		args := slices.Concat(command[1:], []string{c.did, c.files.document, c.files.certificate, c.files.list})
		out, err := exec.CommandContext(t.Context(), command[0], args...).CombinedOutput() //nolint:gosec // our own program
		if said := strings.HasPrefix(string(out), "valid: กัญญารัตน์"); (err == nil) != c.valid || said != c.valid {
			t.Errorf("%s: %v\n%s", c.name, err, out)
		}
	}
}

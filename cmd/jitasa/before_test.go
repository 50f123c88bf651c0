package main

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"jitasa/internal/store/mongo/mongotest"
)

// older is what is known of the store that an older commit wrote: see make.sh beside it.
type older struct {
	folder, db string
	People     map[string]string
	Runs       string // the call that runs
}

func openOlder(t *testing.T) older {
	t.Helper()
	o := older{folder: filepath.Join("..", "..", "internal", "app", "testdata", "before"), db: filepath.Join(t.TempDir(), "before.db")}
	facts, err := os.ReadFile(filepath.Join(o.folder, "before.json"))
	if err == nil {
		err = json.Unmarshal(facts, &o)
	}
	if err != nil {
		t.Fatal(err)
	}
	packed, err := os.ReadFile(filepath.Join(o.folder, "before.db.zst"))
	if err != nil {
		t.Fatal(err)
	}
	decoder, err := zstd.NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer decoder.Close()
	plain, err := decoder.DecodeAll(packed, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(o.db, plain, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("JITASA_KEY", base64.StdEncoding.EncodeToString([]byte("the master key: 32 bytes of them")))
	return o
}

// sameDocuments compares what was copied with what the older commit counted, digests and all.
func (o older) sameDocuments(t *testing.T, printed string) {
	t.Helper()
	want, err := os.ReadFile(filepath.Join(o.folder, "before.txt"))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for line := range strings.Lines(printed) {
		if f := strings.Fields(line); len(f) == 4 && f[3] == "ok" {
			got[f[0]] = strings.Join(f[:3], " ")
		}
	}
	for line := range strings.Lines(string(want)) {
		name, _, _ := strings.Cut(line, " ")
		if line = strings.TrimSpace(line); got[name] != line {
			t.Errorf("%s: the older commit had %q, now there are %q", name, line, got[name])
		}
	}
}

// A store that an older commit wrote is read by every command, on both engines, and copied whole.
func TestAnOlderStoreIsRead(t *testing.T) {
	o := openOlder(t)
	t.Run("sqlite", func(t *testing.T) {
		t.Setenv("JITASA_STORE", "sqlite:"+o.db)
		o.reads(t)
		o.sameDocuments(t, ran(t, 0, "store", "copy", "--from", "sqlite:"+o.db, "--to", "sqlite:"+filepath.Join(t.TempDir(), "copy.db")))
	})
	t.Run("mongodb", func(t *testing.T) {
		at := mongotest.New(t).URI
		t.Setenv("JITASA_STORE", at)
		o.sameDocuments(t, ran(t, 0, "restore", filepath.Join(o.folder, "before.jsonl.zst")))
		o.reads(t)
		o.sameDocuments(t, ran(t, 0, "store", "copy", "--from", at, "--to", "sqlite:"+filepath.Join(t.TempDir(), "copy.db")))
	})
}

// reads runs every command that reads.
func (o older) reads(t *testing.T) {
	t.Helper()
	for command, want := range map[string][]string{
		"staff list --ids":                             {"boss คนboss admin linked", "kanya คนkanya coordinator linked", "waits คนwaits coordinator code not used, until 2096", "gone คนgone viewer disabled", o.People["kanya"]},
		"staff log":                                    {"manager_linked flood", "staff_linked kanya", "staff_linked boss"},
		"organisation codes":                           {"flood ศูนย์น้ำท่วม until 2096", "for 2 more 1"},
		"organisation managers flood --ids":            {o.People["manager"]},
		"support waiting --words":                      {"waits 2026", "lonely: talk to a person", "คนkanya", "danger: help us, our house is flooded"},
		"segment list":                                 {"surin 27 province=32"},
		"segment count @surin":                         {"27 people"},
		"segment why @surin " + o.People["reader"]:     {"province yes"},
		"campaign list":                                {o.Runs + " running", "newsletter-2099-01 scheduled"},
		"campaign status " + o.Runs:                    {"ศูนย์น้ำท่วม running", "near=14.88,103.49,30", "accepted 20 of 27"},
		"newsletter status":                            {"2099-01 scheduled: starts", "2026-11 done 29 29 0 0"},
		"newsletter status 2026-11":                    {"Volunteer news, November 2026 done", "accepted 29 of 29, failed 0"},
		"newsletter why 2026-11 " + o.People["reader"]: {"ledger: accepted 2026"},
		"newsletter report 2026-11":                    {"Sent 29", "Surin th 26", "story 1", "vote 1 1"},
		"newsletter new -":                             {`ids="work1 work2 work3"`, "(ทาสีโรงเรียน)"},
		"key status":                                   {"master keys 1 may open", "data key", "in use"},
		"export networks - --format csv":               {"n1,เครือข่ายหนึ่ง,Network one"},
		"export opportunities - --format csv":          {"work1,ทาสีโรงเรียน,,มาช่วยกัน,,มูลนิธิหนึ่ง,children,continuing,32,3201,14.88,103.49"},
		"export organisations - --format csv":          {"flood,ศูนย์น้ำท่วม,,n1"},
	} {
		said := strings.Join(strings.Fields(ran(t, 0, strings.Fields(command)...)), " ")
		for _, text := range want {
			if !strings.Contains(said, text) {
				t.Errorf("jitasa %s: no %q in\n%s", command, text, said)
			}
		}
	}
	o.sameDocuments(t, ran(t, 0, "backup", filepath.Join(t.TempDir(), "again.jsonl.zst")))
}

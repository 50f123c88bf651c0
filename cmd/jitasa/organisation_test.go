package main

import (
	"bytes"
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/access"
	"jitasa/internal/app/opening"
	"jitasa/internal/config"
	"jitasa/internal/domain"
)

// A manager is named by a reference, and who is removed cannot come back by the code. The file that gave
// the code, imported again, makes it no better.
func TestManagersAreRemoved(t *testing.T) {
	dir, key := t.TempDir(), "0123456789abcdef0123456789abcdef"
	path := filepath.Join(dir, "office.db")
	t.Setenv("JITASA_STORE", "sqlite:"+path)
	t.Setenv("JITASA_KEY", base64.StdEncoding.EncodeToString([]byte(key)))
	office := func(args ...string) string {
		t.Helper()
		var said bytes.Buffer
		if code := run(t.Context(), args, command.Streams{In: strings.NewReader(""), Out: &said, Err: &said}); code != 0 {
			t.Fatalf("%v: %d\n%s", args, code, &said)
		}
		return said.String()
	}
	file := filepath.Join(dir, "organisations.csv")
	if err := os.WriteFile(file, []byte("id,name_th,code\nflood,ศูนย์น้ำท่วม,SURIN-4821-FLOOD-77\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	office("import", "organisations", file)
	kept := func(change func(*domain.Organisation)) *domain.Organisation {
		t.Helper()
		o, err := opening.Store(t.Context(), config.Config{Key: config.Secret(key), Store: config.Store{Engine: config.SQLite, Path: path}})
		if err != nil {
			t.Fatal(err)
		}
		defer o.Engine.Close()
		one, err := o.Collections.Organisations.Update(t.Context(), "flood", func(one *domain.Organisation) error { change(one); return nil })
		if err != nil {
			t.Fatal(err)
		}
		return one
	}
	ended := domain.Instant(time.Now().Add(-time.Hour))
	kept(func(o *domain.Organisation) {
		o.Managers, o.CodeUses, o.CodeUntil = []string{"Ufirst", "Usecond"}, 3, ended
	})
	if said := office("import", "organisations", file); !strings.Contains(said, "1 unchanged") {
		t.Errorf("%s", said)
	}
	if o := kept(func(*domain.Organisation) {}); o.CodeUses != 3 || !o.CodeUntil.Equal(ended) || len(o.Managers) != 2 {
		t.Errorf("imported again: %d uses until %v, managers %v", o.CodeUses, o.CodeUntil, o.Managers)
	}
	ref := access.Ref([]byte(key), "Ufirst")[:12]
	if said := office("organisation", "managers", "flood"); !strings.Contains(said, ref) || strings.Contains(said, "Ufirst") {
		t.Errorf("%s", said)
	}
	if said := office("organisation", "managers", "flood", "--ids"); !strings.Contains(said, "Ufirst") {
		t.Errorf("%s", said)
	}
	office("organisation", "remove", "flood", ref)
	if o := kept(func(*domain.Organisation) {}); len(o.Managers) != 1 || o.Managers[0] != "Usecond" || o.Code != "" || o.CodeBlind != "" {
		t.Errorf("removed: %+v", o)
	}
	if said := office("staff", "log"); !strings.Contains(said, "manager_removed") {
		t.Errorf("%s", said)
	}
}

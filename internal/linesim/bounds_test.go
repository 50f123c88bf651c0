package linesim

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"
)

// The log keeps every entry up to its size, but not every body.
func TestLogBytes(t *testing.T) {
	l := newLogRing(100)
	body := json.RawMessage(make([]byte, 1<<20))
	for i := range 250 {
		l.add(Log{Seq: int64(i), Request: body})
	}
	entries := l.after(0, 0)
	if len(entries) != 100 || entries[0].Seq != 150 || entries[99].Seq != 249 {
		t.Fatalf("%d entries from %d", len(entries), entries[0].Seq)
	}
	kept := 0
	for i, e := range entries {
		if len(e.Request) > 0 {
			kept++
		} else if i > 36 {
			t.Errorf("entry %d has lost its body", i)
		}
	}
	if kept != logBytes>>20 || l.bytes != logBytes {
		t.Errorf("%d bodies of 1 MB kept, %d bytes", kept, l.bytes)
	}
	if last := l.after(240, 3); len(last) != 3 || last[0].Seq != 247 {
		t.Errorf("limit: %d entries from %d", len(last), last[0].Seq)
	}
}

func TestMediaBytes(t *testing.T) {
	m := newMedia()
	data := make([]byte, maxPicture)
	for i := range 40 {
		m.put(fmt.Sprint(i), picture{data: data})
	}
	if _, found := m.get("0"); found {
		t.Error("the oldest picture is still there")
	}
	if _, found := m.get("39"); !found {
		t.Error("the newest picture is gone")
	}
	if m.bytes > mediaBytes || m.bytes != len(m.byID)*maxPicture {
		t.Errorf("%d bytes of %d pictures", m.bytes, len(m.byID))
	}
}

func TestUnitNames(t *testing.T) {
	u, now := newUnitNames(), time.Date(2026, 7, 31, 12, 0, 0, 0, time.UTC)
	for i := range maxUnitNames {
		if !u.admit([]string{fmt.Sprint(i)}, now) {
			t.Fatalf("unit %d refused", i)
		}
	}
	if u.admit([]string{"one more"}, now) || !u.admit([]string{"7"}, now) {
		t.Error("the limit is on new names")
	}
	if !u.admit([]string{"one more"}, now.Add(24*time.Hour)) {
		t.Error("refused in the next month")
	}
}

// Old tokens and keys do not pile up.
func TestForgetting(t *testing.T) {
	tokens, keys := newReplyTokens(), newRetryKeys()
	now := time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)
	for i := range 100 {
		at := now.Add(time.Duration(i) * time.Hour)
		tokens.arm(&event{replyToken: fmt.Sprint(i), at: at}, at)
		keys.claim(fmt.Sprint(i), "request", at)
	}
	if len(tokens.seen) != 1 || len(tokens.unused) != 1 || len(tokens.order) != 1 {
		t.Errorf("%d tokens kept", len(tokens.seen))
	}
	if len(keys.keys) != 25 || len(keys.order) != 25 {
		t.Errorf("%d keys kept", len(keys.keys))
	}
}

// A key whose request was refused counts as never used, also when it is purged.
func TestReleasedKey(t *testing.T) {
	keys, now := newRetryKeys(), time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)
	keys.claim("k", "first", now)
	keys.release("k")
	if mine, earlier := keys.claim("k", "second", now.Add(time.Hour)); mine == nil || earlier != nil {
		t.Fatal("a released key is taken")
	}
	if _, earlier := keys.claim("k", "third", now.Add(24*time.Hour+time.Minute)); earlier == nil || earlier.requestID != "second" {
		t.Errorf("earlier %+v, want the second request", earlier)
	}
}

func TestRun(t *testing.T) {
	s, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- s.Run(ctx) }()
	cancel()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	if s.spawn(func() {}) {
		t.Error("starts work after its end")
	}
	if err := s.Close(); err != nil {
		t.Errorf("second close: %v", err)
	}
}

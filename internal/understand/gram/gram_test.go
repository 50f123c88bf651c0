package gram_test

import (
	"bytes"
	"testing"

	"jitasa/internal/understand/gram"
)

// samples are of two tasks: what somebody speaks of, and whether it is asked.
func samples() (all []gram.Sample) {
	for _, s := range []struct{ text, of, asks string }{
		{"is the dog big", "dog", "yes"}, {"the dog runs", "dog", "no"}, {"my dog sleeps", "dog", "no"}, {"is your dog old", "dog", "yes"}, {"a dog barks", "dog", "no"},
		{"is the boat big", "boat", "yes"}, {"the boat sinks", "boat", "no"}, {"my boat floats", "boat", "no"}, {"is your boat old", "boat", "yes"}, {"a boat leaks", "boat", ""},
	} {
		for range 6 {
			all = append(all, gram.Sample{Text: s.text, Features: gram.Read(s.text, nil).Mark(0, uint32(len(s.of))), Is: []string{s.of, s.asks}})
		}
	}
	return all
}

func trained(t *testing.T) *gram.Model {
	t.Helper()
	m, err := gram.Train(samples(), 2)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestTasksAreLearnedTogether(t *testing.T) {
	m := trained(t)
	for _, c := range []struct{ text, of, asks string }{{"is this dog small", "dog", "yes"}, {"the boats sink", "boat", "no"}, {"is the boat red", "boat", "yes"}} {
		e := m.Embed(gram.Read(c.text, nil))
		if of, asks := m.Guess(0, &e), m.Guess(1, &e); of.Class != c.of || asks.Class != c.asks {
			t.Errorf("%s: %v, %v; want %s, %s", c.text, of, asks, c.of, c.asks)
		}
	}
	e := m.Embed(gram.Read("is the dog big", nil))
	g := m.Guess(0, &e)
	if p, other := m.Beside(0, "dog", &e); other != "boat" || p != g.P || g.Second != "boat" || g.P < 0.5 || g.Margin <= 0 {
		t.Errorf("%v, beside it %s with %v", g, other, p)
	}
}

// TestFile: the same sentences give the same file, which reads as it was written; what is no such file is an error.
func TestFile(t *testing.T) {
	m := trained(t)
	one := m.Bytes()
	if !bytes.Equal(one, trained(t).Bytes()) {
		t.Error("another file from the same sentences")
	}
	read, err := gram.Load(one)
	if err != nil {
		t.Fatal(err)
	}
	if !read.Of(samples()) || read.Of(samples()[1:]) {
		t.Error("the file does not know what it was learned from")
	}
	before, after := m.Embed(gram.Read("is the dog big", nil)), read.Embed(gram.Read("is the dog big", nil))
	if before != after || m.Guess(0, &before) != read.Guess(0, &after) {
		t.Error("the file reads otherwise than the model")
	}
	for _, bad := range [][]byte{nil, []byte("no model"), one[:len(one)/2]} {
		if _, err := gram.Load(bad); err == nil {
			t.Errorf("%d bytes are a model", len(bad))
		}
	}
}

// TestLongTexts: however long a text is, its sum does not run over.
func TestLongTexts(t *testing.T) {
	m := trained(t)
	long := gram.Read("is the dog big the dog runs my dog sleeps is your dog old a dog barks "+string(make([]byte, 5000)), nil)
	for len(long) < 3000 {
		long = append(long, long...)
	}
	e := m.Embed(long)
	if g := m.Guess(0, &e); g.Class != "dog" {
		t.Errorf("much of dogs is %v", g)
	}
}

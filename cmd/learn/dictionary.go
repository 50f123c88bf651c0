package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"jitasa/internal/app/opening"
	"jitasa/internal/config"
	"jitasa/internal/store"
)

// What a dictionary is made of. A text of 128 bytes is a button with its data, or a sentence and what stands around it.
const (
	dictionarySize = 65535 - 16 // what s2 takes
	segmentSize    = 128
	gramSize       = 8
	passes         = 8
)

// draw makes a dictionary for packing secrets (store/pack.go) of what is in the store of the settings: one in which made-up
// people have talked about everything, in every language.
func draw(ctx context.Context, to string) (err error) {
	samples, err := secretsOf(ctx)
	if err != nil {
		return err
	}
	made := cover(samples)
	fmt.Printf("%d samples, %d bytes\n", len(samples), len(made))
	return os.WriteFile(to, append([]byte{0}, made...), 0o600) // 0: where s2 looks for what is repeated first
}

// secretsOf are the larger secrets in the store, as they are packed.
func secretsOf(ctx context.Context) (samples [][]byte, err error) {
	c, _, err := config.Load(nil, os.Getenv)
	if err != nil {
		return nil, err
	}
	o, err := opening.Store(ctx, c)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, o.Engine.Close()) }()
	add := func(v any) error {
		text, err := store.EncodeJSON(v)
		samples = append(samples, text)
		return err
	}
	for x, err := range o.Collections.Log.Find(ctx, store.Query{}) {
		if err = errors.Join(err, add(x.Answer)); err != nil {
			return nil, err
		}
	}
	for t, err := range o.Collections.Threads.Find(ctx, store.Query{}) {
		if err = errors.Join(err, add(t.Memory), add(t.Outbox)); err != nil {
			return nil, err
		}
	}
	return samples, nil
}

// cover picks the segments whose grams are in the most samples, each part of the samples giving one in turn; a gram that the
// dictionary has counts no more. The best come last, nearest to what is packed. (The builder that comes with s2 picks pieces
// of ten bytes, and what it makes packs half as well.)
func cover(samples [][]byte) []byte {
	often := map[string]int{}
	for _, s := range samples {
		seen := map[string]bool{}
		for i := 0; i+gramSize <= len(s); i++ {
			seen[string(s[i:i+gramSize])] = true
		}
		for g := range seen {
			often[g]++
		}
	}
	type segment struct {
		text  []byte
		score int
	}
	var picked []segment
	part := len(samples)*segmentSize/dictionarySize + 1
	for range passes {
		for some := range slices.Chunk(samples, part) {
			if text, score := bestOf(some, often); score > gramSize*segmentSize && len(picked) < dictionarySize/segmentSize {
				picked = append(picked, segment{text, score})
				for i := 0; i+gramSize <= len(text); i++ {
					delete(often, string(text[i:i+gramSize]))
				}
			}
		}
	}
	slices.SortStableFunc(picked, func(a, b segment) int { return cmp.Compare(a.score, b.score) })
	var out bytes.Buffer
	for _, s := range picked {
		out.Write(s.text)
	}
	return out.Bytes()
}

// bestOf is the segment of some samples that scores most.
func bestOf(samples [][]byte, often map[string]int) (best []byte, most int) {
	const grams = segmentSize - gramSize + 1
	for _, s := range samples {
		score := 0
		for i := 0; i+gramSize <= len(s); i++ {
			score += often[string(s[i:i+gramSize])]
			if i >= grams {
				score -= often[string(s[i-grams:i-grams+gramSize])]
			}
			if from := i + gramSize - segmentSize; from >= 0 && score > most {
				best, most = s[from:i+gramSize], score
			}
		}
	}
	return best, most
}

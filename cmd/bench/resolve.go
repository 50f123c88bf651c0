package main

import (
	"context"
	"fmt"
	"time"

	"jitasa/internal/place"
	"jitasa/internal/thai"
	"jitasa/internal/understand"
)

// resolveRows: what a typed place or date costs, typos and all.
func resolveRows(context.Context, settings) ([]row, error) {
	g, err := place.New()
	if err != nil {
		return nil, fmt.Errorf("loading gazetteer: %w", err)
	}
	reader := understand.New(g)
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, thai.Zone())
	places := each([]string{"โคราช", "สุรินทร์", "อ.เมือง จ.สุรินทร์", "สุรินท", "Chiang Mai", "ปากน้ำ ชุมพร", "หาดใหย่", "ไม่มีที่นี่แน่"}, func(t string) { g.Find(t) })
	texts := each([]string{"เสาร์นี้ที่โคราช", "14 สิงหาคม พ.ศ. 2570", "พรุ่งนี้บ่ายสอง", "next Saturday", "หางานปลูกป่าเดือนหน้าที่เชียงใหม่"}, func(t string) { reader.Read(t, now) })
	return []row{
		{work: "resolve a typed place", figure: places.String(), ratio: "–", goal: "< 50 µs", verdict: verdict(places < 50*time.Microsecond)},
		{work: "understand a text with place and date", figure: texts.String(), ratio: "–", goal: "< 50 µs", verdict: verdict(texts < 50*time.Microsecond)},
	}, nil
}

// each is the mean time of do over the texts.
func each(texts []string, do func(string)) time.Duration {
	const rounds = 2000
	start := time.Now()
	for range rounds {
		for _, t := range texts {
			do(t)
		}
	}
	return time.Since(start) / time.Duration(rounds*len(texts))
}

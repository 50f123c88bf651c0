// Package demo makes the data with which Jitasa can be tried: the networks of
// Surin, the member organisations, and a few hundred pieces of volunteer work in
// every province, in Thai and English, dated from the day on which it is asked.
//
// The work is invented, and says so in its source; it is made from templates
// (data/*.toml) that fit their places: reefs where there are reefs, firebreaks in
// the north, silk where it is woven. The same day gives the same data, byte by
// byte. The package writes the import format and reads it through the importer,
// as a user would. The texts are data, not the product's words, so they are not in locales.
//
// Networks and organisations are facts (as published by themselves). Places
// (data/places.csv) are settlements taken from: Thailand Geodata © 2024 Tom
// Dhanabhon, MIT. The tags of the places are ours.
//
// The package must not know storage, LINE or the web: [Load] is given what it writes to. Start reading at [CSV]; [Many]
// makes cheap synthetic work for load tests.
package demo

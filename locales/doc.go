// Package locales holds every text that a person reads, one directory per language and one TOML message file per
// area: th/flows.toml, en/flows.toml, th/dates.toml, … The files are in go-i18n's format.
//
// It only embeds the files. Package i18n reads and checks them; see README.md here for how to write one.
package locales

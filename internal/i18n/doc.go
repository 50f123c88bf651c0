// Package i18n gives the texts that people read: messages by key in their language, and dates, numbers, distances
// and lists as people of that language write them (Thai years are B.E.).
//
// Start with Load, which reads every message file of package locales, and Catalog.For, which gives the Texts of one
// language. Texts.T is the one call that nearly all code makes:
//
//	texts.T("nearby.found", "Count", 3, "Place", "โคราช")
//
// The files are go-i18n's: its format, its plural forms, its loader. Looking up a message is ours. A go-i18n Localizer
// matches language tags anew, and runs a text/template through reflection, at every call: about 3 µs and 15 allocations
// where a turn of the bot makes dozens of calls. So Load resolves everything once, per language, and compiles the one
// form of placeholder that messages may have, {{.Name}}. That is also a safety rule: a translation cannot call functions
// or branch, and a value that a person typed, such as "{{.Secret}}", is only ever text. A test holds the result
// against go-i18n's own Localizer for every message.
//
// It must not know conversations, storage or LINE: keys come in, texts go out.
package i18n

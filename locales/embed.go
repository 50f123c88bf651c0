package locales

import "embed"

// Files are the message files, as LANGUAGE/AREA.toml where LANGUAGE is a BCP 47 tag in lower case.
//
//go:embed */*.toml
var Files embed.FS

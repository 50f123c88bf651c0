package demo

import _ "embed"

//go:embed issue.md
var issue string

// Issue is an issue of the newsletter, in Markdown: of November 2026, as the people in it are made up.
func Issue() string { return issue }

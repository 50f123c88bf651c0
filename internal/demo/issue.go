package demo

import _ "embed"

//go:embed issue.md
var issue string

// Issue is an issue of the newsletter, in Markdown: of November 2026, as the people in it are made up.
func Issue() string { return issue }

// Codes that make who types them in the demo's chat a manager of an organisation, or staff.
const (
	ManagerCode = "ASA-2569-ORG"
	StaffCode   = "ASA-2569-STAFF"
)

package importer

import (
	"io"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

func organisationColumns() []column {
	return []column{
		{name: "id", required: true}, {name: "name_th"}, {name: "name_en"}, {name: "network"}, {name: "list"},
		{name: "code", args: []any{"Days", int(access.OrganisationCodeLasts / (24 * time.Hour)), "People", access.OrganisationCodeUses}},
	}
}

// Organisations reads a file of organisations; see [Opportunities] for errors.
func Organisations(r io.Reader, f Format, o Options) ([]*domain.Organisation, error) {
	given := map[string]int{} // codes, and the rows in which they stand first
	return documents(r, f, o, organisationColumns(), func(r *row) *domain.Organisation { return readOrganisation(r, given) })
}

func readOrganisation(r *row, given map[string]int) *domain.Organisation {
	return &domain.Organisation{
		Meta:    domain.Meta{ID: r.id("id")},
		Name:    r.name(),
		Network: r.line("network", 64),
		List:    r.line("list", maxName),
		Code:    r.managerCode(given),
	}
}

// managerCode is what a manager types in the chat; an empty cell leaves the one that there is.
func (r *row) managerCode(given map[string]int) string {
	written := r.line("code", 60)
	if written == "" {
		return ""
	}
	code, ok := access.ReadCode(written)
	first, twice := given[code]
	switch {
	case !ok:
		r.bad("code", "bad_code")
	case twice:
		r.bad("code", "duplicate_code", "Row", first)
	default:
		given[code] = r.row
	}
	return code
}

// name in one language at least.
func (r *row) name() domain.Text {
	t := textOf(r.line("name_th", maxName), r.line("name_en", maxName))
	if clean(r.cell("name_th")) == "" && clean(r.cell("name_en")) == "" {
		r.bad("name_th", "no_name")
	}
	return t
}

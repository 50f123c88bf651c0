package importer

import (
	"io"
	"strings"

	"jitasa/internal/domain"
)

func organisationColumns() []column {
	return []column{
		{"id", true, "names it for ever: letters A–Z, digits, . _ - :"},
		{"name_th", false, "the name in Thai; one of the two is needed"}, {"name_en", false, "the name in English"},
		{"network", false, "the no of its network"}, {"list", false, "the list that it was found on"},
		{"code", false, "what a manager types in the chat, once (empty: as it is)"},
	}
}

// Organisations reads a file of organisations; see [Opportunities] for errors.
func Organisations(r io.Reader, f Format, o Options) ([]*domain.Organisation, error) {
	return documents(r, f, o, organisationColumns(), readOrganisation)
}

func readOrganisation(r *row) *domain.Organisation {
	return &domain.Organisation{
		Meta:    domain.Meta{ID: r.id("id")},
		Name:    r.name(),
		Network: r.line("network", 64),
		List:    r.line("list", maxName),
		Code:    r.managerCode(),
	}
}

// managerCode is what a manager types in the chat; an empty cell leaves the one that there is.
func (r *row) managerCode() string {
	code := r.line("code", 40)
	if code != "" && !domain.CodeForm(code) {
		r.bad("code", "malformed", "a code is at least eight letters and digits with a hyphen, such as SURIN-4821-KT")
	}
	return strings.ToUpper(code)
}

// name in one language at least.
func (r *row) name() domain.Text {
	t := textOf(r.line("name_th", maxName), r.line("name_en", maxName))
	if clean(r.cell("name_th")) == "" && clean(r.cell("name_en")) == "" {
		r.bad("name_th", "missing", "a name is needed, in name_th or name_en")
	}
	return t
}

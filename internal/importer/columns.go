package importer

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"jitasa/internal/domain"
)

// columnsOf are those of a kind of file: opportunities, organisations or networks.
func columnsOf(kind string) []column {
	switch kind {
	case "opportunities":
		return opportunityColumns()
	case "organisations":
		return organisationColumns()
	case "networks":
		return networkColumns()
	}
	return nil
}

// Describe says what the columns of a kind of file are for, one a line; nothing of a kind that there is not.
// Each has the text import.column.NAME.
func Describe(kind string, w Words) string {
	var b strings.Builder
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, c := range columnsOf(kind) {
		help := w.T("import.column."+c.name, c.args...)
		if c.required {
			help = w.T("import.needed", "Text", help)
		}
		fmt.Fprintf(t, "  %s\t%s\n", c.name, help)
	}
	_ = t.Flush() // into memory
	return b.String()
}

// WriteTemplate writes a file of a kind that has its columns and no rows yet.
func WriteTemplate(w io.Writer, f Format, kind string) error {
	columns := columnsOf(kind)
	if columns == nil || f == JSON {
		return fmt.Errorf("%w: there is no template of that kind", domain.ErrInvalid)
	}
	return WriteSheets(w, f, Sheet{Name: kind, Columns: names(columns)})
}

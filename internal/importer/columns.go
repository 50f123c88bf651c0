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
func Describe(kind string) string {
	var b strings.Builder
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, c := range columnsOf(kind) {
		need := ""
		if c.required {
			need = "needed; "
		}
		fmt.Fprintf(t, "  %s\t%s%s\n", c.name, need, c.help)
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
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.name
	}
	return WriteSheets(w, f, Sheet{Name: kind, Columns: names})
}

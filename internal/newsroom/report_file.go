package newsroom

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"jitasa/internal/domain"
	"jitasa/internal/importer"
	"jitasa/internal/measure"
)

// ReportFormat tells whether a report can be written under a name: an error says what can.
func ReportFormat(name string) error {
	if filepath.Ext(name) == ".svg" {
		return nil
	}
	if format, err := importer.FormatOf(name); err != nil || format != importer.CSV && format != importer.XLSX {
		return fmt.Errorf("%w: %s: a report is a .csv (by segment), an .xlsx (all of it), an .svg (bars) or a .funnel.svg", domain.ErrInvalid, filepath.Base(name))
	}
	return nil
}

// WriteReport writes a report in the format that a file's name asks for: .csv (by segment), .xlsx (all of it), .svg (bars, or with .funnel.svg the way from sending to joining).
func WriteReport(w io.Writer, name string, r *measure.Report, words measure.Words, names measure.Names) error {
	if filepath.Ext(name) == ".svg" {
		picture, err := r.Bars(words, names)
		if strings.HasSuffix(name, ".funnel.svg") || filepath.Base(name) == "funnel.svg" {
			picture, err = r.Funnel(words)
		}
		if err != nil {
			return fmt.Errorf("drawing a report: %w", err)
		}
		if _, err := w.Write(picture); err != nil {
			return fmt.Errorf("writing a report: %w", err)
		}
		return nil
	}
	format, err := importer.FormatOf(name)
	if err != nil {
		return fmt.Errorf("writing a report: %w", err)
	}
	tables := []measure.Table{r.SegmentTable(words, names)}
	if format == importer.XLSX {
		tables = r.Tables(words, names)
	}
	sheets := make([]importer.Sheet, len(tables))
	for i, t := range tables {
		sheets[i] = importer.Sheet{Name: t.Name, Columns: t.Columns, Rows: t.Rows}
	}
	return importer.WriteSheets(w, format, sheets...)
}

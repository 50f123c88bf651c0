package importer

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"jitasa/internal/domain"
)

// Sheet is a table to be written for people, such as a part of a report. Cells are texts and numbers.
type Sheet struct {
	Name    string // of at most 31 characters
	Columns []string
	Rows    [][]any
}

// WriteSheets writes tables: XLSX holds any number of them, the other formats one.
func WriteSheets(w io.Writer, f Format, sheets ...Sheet) error {
	if f == XLSX && len(sheets) > 0 {
		return writeWorkbook(w, sheets)
	}
	if len(sheets) != 1 {
		return fmt.Errorf("%w: %d tables for a file of the format %q", domain.ErrInvalid, len(sheets), f)
	}
	out, err := newWriter(w, f, sheets[0].Columns)
	if err != nil {
		return err
	}
	for _, cells := range sheets[0].Rows {
		if err := out.row(cells); err != nil {
			return fmt.Errorf("writing the file: %w", err)
		}
	}
	if err := out.done(); err != nil {
		return fmt.Errorf("writing the file: %w", err)
	}
	return nil
}

func writeWorkbook(w io.Writer, sheets []Sheet) error {
	f := excelize.NewFile()
	defer f.Close()
	for i, s := range sheets {
		if err := addSheet(f, i, s); err != nil {
			return fmt.Errorf("writing sheet %d: %w", i+1, err)
		}
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("writing the file: %w", err)
	}
	return nil
}

// addSheet takes the sheet that a new file has for the first.
func addSheet(f *excelize.File, n int, s Sheet) error {
	if n == 0 {
		if err := f.SetSheetName(f.GetSheetName(0), s.Name); err != nil {
			return err
		}
	} else if _, err := f.NewSheet(s.Name); err != nil {
		return err
	}
	stream, err := f.NewStreamWriter(s.Name)
	if err != nil {
		return err
	}
	out := &xlsxWriter{stream: stream, next: 1}
	if err := out.row(texts(s.Columns)); err != nil {
		return err
	}
	for _, cells := range s.Rows {
		if err := out.row(cells); err != nil {
			return err
		}
	}
	return stream.Flush()
}

// texts are names as cells.
func texts(names []string) []any {
	cells := make([]any, len(names))
	for i, n := range names {
		cells[i] = n
	}
	return cells
}

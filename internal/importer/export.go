package importer

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"jitasa/internal/domain"
)

// WriteOpportunities writes a file that [Opportunities] reads. Times are written in the zone.
func WriteOpportunities(w io.Writer, f Format, docs iter.Seq2[*domain.Opportunity, error], zone *time.Location) error {
	return write(w, f, opportunityColumns(), docs, func(o *domain.Opportunity) []any { return opportunityCells(o, zone) })
}

// WriteOrganisations writes a file that [Organisations] reads.
func WriteOrganisations(w io.Writer, f Format, docs iter.Seq2[*domain.Organisation, error]) error {
	return write(w, f, organisationColumns(), docs, func(o *domain.Organisation) []any {
		return []any{o.ID, o.Name[domain.Thai], o.Name[domain.English], o.Network, o.List, ""} // codes are secrets: a file without them leaves them as they are
	})
}

// WriteNetworks writes a file that [Networks] reads.
func WriteNetworks(w io.Writer, f Format, docs iter.Seq2[*domain.Network, error]) error {
	return write(w, f, networkColumns(), docs, func(n *domain.Network) []any {
		return []any{n.ID, n.Name[domain.Thai], n.Name[domain.English], n.Organisations, n.Members, n.Province}
	})
}

// opportunityCells are in the order of opportunityColumns.
func opportunityCells(o *domain.Opportunity, zone *time.Location) []any {
	var lat, lng, seats any = "", "", ""
	if o.Point != nil {
		lat, lng = o.Point.Lat, o.Point.Lng
	}
	if o.Seats > 0 {
		seats = o.Seats
	}
	moment := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.In(zone).Format(time.RFC3339Nano)
	}
	return []any{
		o.ID, o.Title[domain.Thai], o.Title[domain.English], o.Summary[domain.Thai], o.Summary[domain.English], o.Organisation, string(o.Cause), string(o.Kind),
		o.Province, o.District, lat, lng, moment(o.StartsAt), moment(o.EndsAt), seats, strings.Join(o.Skills, ";"),
		o.MinorsOK, o.Expenses, o.Contact, o.Source, o.Licence,
		strings.Join(o.Weekdays, ";"), o.Hours, strings.Join(o.Languages, ";"), saidCell(o.Sitting), saidCell(o.Certificate), o.Picture,
	}
}

// saidCell is empty where nothing was said.
func saidCell(said *bool) any {
	if said == nil {
		return ""
	}
	return *said
}

// writer takes the header first, then rows; done finishes the file.
type writer interface {
	row(cells []any) error
	done() error
}

func write[T any](w io.Writer, f Format, columns []column, docs iter.Seq2[*T, error], cells func(*T) []any) error {
	out, err := newWriter(w, f, names(columns))
	if err != nil {
		return err
	}
	for doc, err := range docs {
		if err != nil {
			return fmt.Errorf("reading documents: %w", err)
		}
		if err := out.row(cells(doc)); err != nil {
			return fmt.Errorf("writing the file: %w", err)
		}
	}
	if err := out.done(); err != nil {
		return fmt.Errorf("writing the file: %w", err)
	}
	return nil
}

func newWriter(w io.Writer, f Format, names []string) (writer, error) {
	switch f {
	case CSV:
		out := csvWriter{csv.NewWriter(w)}
		return out, out.Write(names)
	case JSON:
		return &jsonWriter{w: bufio.NewWriter(w), names: names}, nil
	case XLSX:
		return newXLSXWriter(w, names)
	}
	return nil, fmt.Errorf("%w: unknown format %q", domain.ErrInvalid, f)
}

type csvWriter struct{ *csv.Writer }

func (w csvWriter) row(cells []any) error {
	texts := make([]string, len(cells))
	for i, c := range cells {
		texts[i] = plain(c)
	}
	return w.Write(texts)
}

func (w csvWriter) done() error {
	w.Flush()
	return w.Error()
}

func plain(cell any) string {
	switch c := cell.(type) {
	case float64:
		return strconv.FormatFloat(c, 'f', -1, 64)
	case string:
		return guard(c)
	}
	return fmt.Sprint(cell)
}

// jsonWriter writes an array with an object a line, in the order of columns, without empty cells.
type jsonWriter struct {
	w     *bufio.Writer
	names []string
	begun bool
}

func (w *jsonWriter) row(cells []any) error {
	sep := "[\n"
	if w.begun {
		sep = ",\n"
	}
	w.begun = true
	w.w.WriteString(sep)
	for i, c := range cells {
		if c == "" {
			continue
		}
		value, err := json.Marshal(c)
		if err != nil {
			return err
		}
		fmt.Fprintf(w.w, "%s%q:%s", map[bool]string{true: "{", false: ","}[i == 0], w.names[i], value)
	}
	_, err := w.w.WriteString("}")
	return err
}

func (w *jsonWriter) done() error {
	if !w.begun {
		w.w.WriteString("[")
	}
	w.w.WriteString("\n]\n")
	return w.w.Flush()
}

type xlsxWriter struct {
	to     io.Writer
	file   *excelize.File
	stream *excelize.StreamWriter
	next   int
}

func newXLSXWriter(w io.Writer, names []string) (writer, error) {
	f := excelize.NewFile()
	stream, err := f.NewStreamWriter(f.GetSheetName(0))
	if err != nil {
		return nil, fmt.Errorf("making a sheet: %w", err)
	}
	out := &xlsxWriter{to: w, file: f, stream: stream, next: 1}
	return out, out.row(texts(names))
}

// row writes texts as texts: a spreadsheet never runs them.
func (w *xlsxWriter) row(cells []any) error {
	at, err := excelize.CoordinatesToCellName(1, w.next)
	if err != nil {
		return err
	}
	w.next++
	return w.stream.SetRow(at, cells)
}

func (w *xlsxWriter) done() error {
	if err := w.stream.Flush(); err != nil {
		return err
	}
	if err := w.file.Write(w.to); err != nil {
		return err
	}
	return w.file.Close()
}

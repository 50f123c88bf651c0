package importer

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// readJSON reads an array of objects, or one object after the other. The keys are the names of the columns.
func (t *table) readJSON(text []byte) {
	objects := &ration{from: bytes.NewReader(text), left: maxRow, err: errTooLong}
	d := json.NewDecoder(objects)
	d.UseNumber()
	array := bytes.HasPrefix(bytes.TrimLeft(text, " \t\r\n"), []byte("["))
	if array {
		if _, err := d.Token(); err != nil {
			t.broken(0)
			return
		}
	}
	for row := 1; (!array || d.More()) && !t.full; row++ {
		objects.left = maxRow
		var object map[string]any
		err := d.Decode(&object)
		if errors.Is(err, io.EOF) && !array {
			return
		}
		var wrong *json.UnmarshalTypeError
		switch {
		case errors.As(err, &wrong):
			t.problems.add(row, "", "no_object", "Kind", wrong.Value)
		case errors.Is(err, errTooLong):
			t.problems.add(row, "", "object_too_long", "Limit", maxRow>>10)
			return
		case err != nil:
			t.broken(row)
			return
		default:
			t.object(row, object)
		}
	}
	if t.full {
		return
	}
	if _, err := d.Token(); err != nil {
		t.broken(0) // the closing bracket is missing
		return
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		t.problems.add(0, "", "after_the_end")
	}
}

func (t *table) broken(row int) {
	t.problems.add(row, "", "bad_json")
}

func (t *table) object(row int, object map[string]any) {
	r := record{row: row, cells: make([]string, len(t.columns))}
	for key, value := range object {
		at := t.position(strings.ToLower(clean(key)))
		text, ok := cellOf(value)
		switch {
		case at < 0:
			t.unknown(row, key)
		case !ok:
			t.problems.add(row, t.columns[at].name, "bad_value")
		default:
			r.cells[at] = text
		}
	}
	t.row(r)
}

// cellOf is what a value would be in a cell.
func cellOf(value any) (string, bool) {
	switch v := value.(type) {
	case nil:
		return "", true
	case string:
		return v, true
	case json.Number:
		return v.String(), true
	case bool:
		if v {
			return "true", true
		}
		return "false", true
	case []any:
		parts := make([]string, len(v))
		for i, one := range v {
			s, ok := one.(string)
			if !ok {
				return "", false
			}
			parts[i] = s
		}
		return strings.Join(parts, ";"), true
	}
	return "", false
}

package importer

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"jitasa/internal/domain"
)

// Format is the kind of a file.
type Format string

// The formats.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
	JSON Format = "json" // an array of objects, or one object a line
)

// FormatOf tells the format by the name of the file: .csv, .tsv, .txt, .xlsx, .json, .jsonl, .ndjson.
// Any other is domain.ErrInvalid.
func FormatOf(name string) (Format, error) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv", ".tsv", ".txt":
		return CSV, nil
	case ".xlsx":
		return XLSX, nil
	case ".json", ".jsonl", ".ndjson":
		return JSON, nil
	}
	return "", fmt.Errorf("%w: %q: the name of the file must end in .csv, .xlsx or .json", domain.ErrInvalid, filepath.Base(name))
}

// MaxBytes is the largest file that is read.
const MaxBytes = 50 << 20

var errTooLarge = errors.New("the file is too large")

// load reads the file, up to the limit.
func load(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("reading the file: %w", err)
	}
	if len(data) > MaxBytes {
		return nil, errTooLarge
	}
	return data, nil
}

// utf8Text turns the bytes of a text file into UTF-8: what has no BOM and is not
// valid UTF-8 is Windows-874, the superset of TIS-620 that Thai Windows writes.
func utf8Text(data []byte) ([]byte, error) {
	if rest, ok := bytes.CutPrefix(data, []byte("\xef\xbb\xbf")); ok {
		data = rest
	}
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
	case utf8.Valid(data):
		return data, nil
	}
	return charmap.Windows874.NewDecoder().Bytes(data)
}

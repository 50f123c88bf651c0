package importer

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
)

// Limits of a workbook. A few bytes of it can stand for gigabytes: no part is ever held whole, but for the small
// ones that say where the others are.
const (
	maxParts    = 5_000
	maxUnpacked = 300 << 20 // of one part, in bytes
	maxIndex    = 4 << 20   // of a part that is read whole
	maxSheetRow = 1 << 20   // of the XML of a row; a row of 16,384 cells that only have a colour takes half of it
	maxTexts    = 1_000_000 // texts that cells share
	maxShared   = MaxBytes  // all of them together
)

var (
	errNoWorkbook = errors.New("this is no workbook, or a broken one")
	errTooLong    = errors.New("a row, or a text, is too long")
	errUnfolds    = errors.New("the workbook unfolds to too much")
)

// workbook is an XLSX file: a zip archive of XML parts that refer to each other (ECMA-376, parts 1 and 2).
type workbook struct {
	parts    map[string]*zip.File // by name, in small letters
	sheet    string               // the part with the first sheet
	texts    []string             // that cells refer to by number
	shared   int                  // bytes of texts
	from1904 bool                 // days are counted from 1904
}

// relation is a reference from one part to another.
type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

// openWorkbook finds the first sheet and reads the texts: errNoWorkbook, errTooLong, errUnfolds.
func openWorkbook(data []byte) (*workbook, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(z.File) > maxParts {
		return nil, errNoWorkbook
	}
	w := &workbook{parts: map[string]*zip.File{}}
	for _, f := range z.File {
		w.parts[partName(f.Name)] = f
	}
	book, ok := w.related("", func(r relation) bool { return strings.HasSuffix(r.Type, "/officeDocument") })
	if !ok {
		return nil, errNoWorkbook
	}
	var content struct {
		Properties struct {
			From1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Attrs []xml.Attr `xml:",any,attr"` // the reference has a namespace, of which there are two
		} `xml:"sheets>sheet"`
	}
	if err := w.whole(book, &content); err != nil || len(content.Sheets) == 0 {
		return nil, errNoWorkbook
	}
	w.from1904 = content.Properties.From1904 == "1" || content.Properties.From1904 == "true"
	w.sheet, ok = w.related(book, func(r relation) bool {
		return slices.ContainsFunc(content.Sheets[0].Attrs, func(a xml.Attr) bool { return a.Name.Local == "id" && a.Value == r.ID })
	})
	if !ok {
		return nil, errNoWorkbook
	}
	shared, ok := w.related(book, func(r relation) bool { return strings.HasSuffix(r.Type, "/sharedStrings") })
	if !ok {
		return w, nil
	}
	return w, w.readTexts(shared)
}

// partName is what names of parts are compared by.
func partName(name string) string {
	return strings.TrimPrefix(strings.ToLower(strings.ReplaceAll(name, `\`, "/")), "/")
}

// related is the part that another one ("": the file itself) refers to.
func (w *workbook) related(from string, which func(relation) bool) (name string, ok bool) {
	var rels struct {
		All []relation `xml:"Relationship"`
	}
	if w.whole(path.Join(path.Dir(from), "_rels", strings.TrimPrefix(path.Base(from), ".")+".rels"), &rels) != nil {
		return "", false
	}
	i := slices.IndexFunc(rels.All, which)
	if i < 0 {
		return "", false
	}
	name = partName(rels.All[i].Target)
	if !strings.HasPrefix(rels.All[i].Target, "/") {
		name = partName(path.Join(path.Dir(from), name))
	}
	return name, w.parts[name] != nil
}

// whole reads a part at once.
func (w *workbook) whole(name string, into any) error {
	r, err := w.open(name)
	if err != nil {
		return err
	}
	defer r.Close()
	return xml.NewDecoder(io.LimitReader(r, maxIndex)).Decode(into)
}

func (w *workbook) open(name string) (io.ReadCloser, error) {
	f := w.parts[name]
	if f == nil {
		return nil, errNoWorkbook
	}
	return f.Open()
}

// each goes through a part, and calls do at each element of a name. No element is longer than a row may be, and
// the part ends where the element around them does.
func (w *workbook) each(part, element, around string, do func(*xml.Decoder, xml.StartElement) error) error {
	r, err := w.open(part)
	if err != nil {
		return err
	}
	defer r.Close()
	rows := &ration{from: &ration{from: r, left: maxUnpacked, err: errUnfolds}, left: maxSheetRow, err: errTooLong}
	d := xml.NewDecoder(rows)
	for {
		token, err := d.Token()
		if err != nil {
			return err // also io.EOF: it was cut short
		}
		switch t := token.(type) {
		case xml.StartElement:
			rows.left = maxSheetRow
			if t.Name.Local == element {
				if err := do(d, t); err != nil {
					return err
				}
			}
		case xml.EndElement:
			if t.Name.Local == around {
				return nil
			}
		}
	}
}

// richText is a text in one piece or in several with looks of their own.
type richText struct {
	Text []string `xml:"t"`
	Runs []struct {
		Text string `xml:"t"`
	} `xml:"r"`
}

func (t richText) String() string {
	var b strings.Builder
	for _, part := range t.Text {
		b.WriteString(part)
	}
	for _, r := range t.Runs {
		b.WriteString(r.Text)
	}
	return unescaped(b.String())
}

func (w *workbook) readTexts(part string) error {
	return w.each(part, "si", "sst", func(d *xml.Decoder, start xml.StartElement) error {
		var t richText
		if err := d.DecodeElement(&t, &start); err != nil {
			return err
		}
		text := t.String()
		if w.shared += len(text); w.shared > maxShared || len(w.texts) == maxTexts {
			return errUnfolds
		}
		w.texts = append(w.texts, text)
		return nil
	})
}

package typeset_test

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// readPDF gives the tagged texts of a file of ours as a reader finds them: through the table of objects, by what is written beside the
// glyphs, or else by what the font says of each.
func readPDF(t *testing.T, file []byte) []string {
	t.Helper()
	objects := objectsOf(t, file)
	page := find(t, objects, "/Type/Page/")
	fonts := map[string]map[string]string{}
	for _, f := range regexp.MustCompile(`/(F\d) (\d+) 0 R`).FindAllSubmatch(page, -1) {
		to := regexp.MustCompile(`/ToUnicode (\d+) 0 R`).FindSubmatch(objects[number(f[2])])
		fonts[string(f[1])] = map[string]string{}
		for _, pair := range regexp.MustCompile(`<(\w{4})><(\w+)>`).FindAllSubmatch(content(t, objects[number(to[1])]), -1) {
			fonts[string(f[1])][string(pair[1])] = utf16Of(t, pair[2])
		}
	}
	var texts []string
	body := content(t, objects[number(regexp.MustCompile(`/Contents (\d+) 0 R`).FindSubmatch(page)[1])])
	font, beside := "", false
	token := regexp.MustCompile(`/(F\d) \S+ Tf|/ActualText<FEFF(\w+)>|<(\w{4})>|/\w+<</MCID|EMC`)
	for _, m := range token.FindAllSubmatch(body, -1) {
		switch {
		case m[1] != nil:
			font = string(m[1])
		case m[2] != nil:
			texts[len(texts)-1] += utf16Of(t, m[2])
			beside = true
		case m[3] != nil && !beside:
			texts[len(texts)-1] += fonts[font][string(m[3])]
		case bytes.HasSuffix(m[0], []byte("MCID")):
			texts = append(texts, "")
		case string(m[0]) == "EMC":
			beside = false
		}
	}
	return texts
}

// objectsOf finds the objects where the table at the end of the file says that they are.
func objectsOf(t *testing.T, file []byte) map[int][]byte {
	t.Helper()
	start := regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`).FindSubmatch(file)
	table := file[number(start[1]):]
	all := map[int][]byte{}
	for i, m := range regexp.MustCompile(`(\d{10}) 00000 n `).FindAllSubmatch(table, -1) {
		at := file[number(m[1]):]
		head := []byte(strconv.Itoa(i+1) + " 0 obj\n")
		if !bytes.HasPrefix(at, head) {
			t.Fatalf("object %d is not where the table says", i+1)
		}
		all[i+1], _, _ = bytes.Cut(at[len(head):], []byte("\nendobj\n"))
	}
	return all
}

func find(t *testing.T, objects map[int][]byte, what string) []byte {
	t.Helper()
	for _, o := range objects {
		if bytes.Contains(o, []byte(what)) {
			return o
		}
	}
	t.Fatalf("no object has %s", what)
	return nil
}

func content(t *testing.T, object []byte) []byte {
	t.Helper()
	_, packed, _ := bytes.Cut(object, []byte("stream\n"))
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

func number(digits []byte) int {
	n, err := strconv.Atoi(strings.TrimLeft(string(digits), "0"))
	if err != nil {
		return 0
	}
	return n
}

func utf16Of(t *testing.T, digits []byte) string {
	t.Helper()
	b, err := hex.DecodeString(string(digits))
	if err != nil {
		t.Fatal(err)
	}
	var all []uint16
	for ; len(b) > 1; b = b[2:] {
		all = append(all, uint16(b[0])<<8|uint16(b[1]))
	}
	return string(utf16.Decode(all))
}

package line_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf16"

	"github.com/rivo/uniseg"

	"jitasa/internal/line"
)

// broken lists every limit of LINE that the objects, as JSON, break. It reads
// the JSON alone and shares nothing with the renderer.
func broken(t interface{ Fatalf(string, ...any) }, objects []line.Object) []string {
	c := checker{}
	for i, o := range objects {
		raw, err := o.MarshalJSON()
		if err != nil {
			t.Fatalf("object %d: %v", i, err)
		}
		var m map[string]any
		if err := json.Unmarshal(raw, &m); err != nil {
			t.Fatalf("object %d is not JSON: %v\n%s", i, err, raw)
		}
		at := fmt.Sprintf("objects[%d]", i)
		if m["type"] != o.GetType() {
			c.add("%s: type %v, GetType %s", at, m["type"], o.GetType())
		}
		if m["quickReply"] != nil && i != len(objects)-1 {
			c.add("%s: quick replies before the last object", at)
		}
		c.message(at, m)
	}
	for i, b := range line.Batches(objects) {
		if len(b) == 0 || len(b) > 5 {
			c.add("batch %d has %d objects", i, len(b))
		}
	}
	return c.found
}

type checker struct{ found []string }

func (c *checker) add(format string, args ...any) {
	c.found = append(c.found, fmt.Sprintf(format, args...))
}

func (c *checker) units(at, s string, low, high int) {
	if n := len(utf16.Encode([]rune(s))); n < low || n > high {
		c.add("%s: %d units, want %d to %d", at, n, low, high)
	}
}

func (c *checker) clusters(at, s string, low, high int) {
	if n := uniseg.GraphemeClusterCount(s); n < low || n > high {
		c.add("%s: %d clusters, want %d to %d: %q", at, n, low, high, s)
	}
}

func (c *checker) bytes(at string, v any, high int) int {
	b, err := json.Marshal(v)
	if err != nil || len(b) > high {
		c.add("%s: %d bytes, at most %d (%v)", at, len(b), high, err)
	}
	return len(b)
}

func (c *checker) message(at string, m map[string]any) {
	switch m["type"] {
	case "text":
		c.units(at+".text", str(m["text"]), 1, 5000)
		if strings.TrimSpace(str(m["text"])) == "" {
			c.add("%s: blank text", at)
		}
	case "flex":
		c.units(at+".altText", str(m["altText"]), 1, 1500)
		c.container(at+".contents", m["contents"])
	case "location":
		c.units(at+".title", str(m["title"]), 1, 100)
		c.units(at+".address", str(m["address"]), 1, 100)
		if _, ok := m["latitude"].(float64); !ok {
			c.add("%s: no latitude", at)
		}
	default:
		c.add("%s: type %v", at, m["type"])
	}
	if q, ok := m["quickReply"].(map[string]any); ok {
		items, _ := q["items"].([]any)
		if len(items) == 0 || len(items) > 13 {
			c.add("%s: %d quick replies", at, len(items))
		}
		for i, item := range items {
			c.action(fmt.Sprintf("%s.quick[%d]", at, i), item.(map[string]any)["action"].(map[string]any), 20, true)
		}
	}
}

func (c *checker) container(at string, v any) {
	m, _ := v.(map[string]any)
	switch m["type"] {
	case "carousel":
		c.bytes(at, m, 50<<10)
		all, _ := m["contents"].([]any)
		if len(all) == 0 || len(all) > 12 {
			c.add("%s: %d bubbles", at, len(all))
		}
		for i, b := range all {
			if size := b.(map[string]any)["size"]; size != all[0].(map[string]any)["size"] {
				c.add("%s: bubbles of different widths", at)
			}
			c.container(fmt.Sprintf("%s[%d]", at, i), b)
		}
	case "bubble":
		c.bytes(at, m, 30<<10)
		if m["body"] == nil {
			c.add("%s: no body, LINE would not make it as tall as its neighbours", at)
		}
		for _, block := range []string{"header", "body", "footer"} {
			if m[block] != nil {
				c.component(at+"."+block, m[block].(map[string]any), "vertical")
			}
		}
	default:
		c.add("%s: container %v", at, m["type"])
	}
}

var colour = regexp.MustCompile(`^#[0-9A-F]{6}$`)

func (c *checker) component(at string, m map[string]any, parent string) {
	for _, key := range []string{"color", "backgroundColor", "borderColor"} {
		if v := str(m[key]); v != "" && !colour.MatchString(v) {
			c.add("%s.%s: %q", at, key, v)
		}
	}
	if a, ok := m["action"].(map[string]any); ok {
		c.action(at+".action", a, 40, false)
	}
	switch m["type"] {
	case "box":
		if m["contents"] == nil {
			c.add("%s: a box without contents", at)
		}
		all, _ := m["contents"].([]any)
		for i, child := range all {
			c.component(fmt.Sprintf("%s[%d]", at, i), child.(map[string]any), str(m["layout"]))
		}
	case "text":
		words := str(m["text"])
		spans, _ := m["contents"].([]any)
		for _, s := range spans {
			words += strings.TrimSpace(str(s.(map[string]any)["text"]))
		}
		if strings.TrimSpace(words) == "" {
			c.add("%s: blank text", at)
		}
	case "separator":
	default:
		c.add("%s: component %v in %s", at, m["type"], parent)
	}
}

var uri = regexp.MustCompile(`^(https?://|line://|tel:)[\x21-\x7E]+$`)

func (c *checker) action(at string, a map[string]any, label int, quick bool) {
	c.clusters(at+".label", str(a["label"]), 1, label)
	switch a["type"] {
	case "postback":
		c.units(at+".data", str(a["data"]), 1, 300)
		c.clusters(at+".displayText", str(a["displayText"]), 0, 300)
	case "message":
		c.clusters(at+".text", str(a["text"]), 1, 300)
	case "datetimepicker":
		c.units(at+".data", str(a["data"]), 1, 300)
		low, high, first := str(a["min"]), str(a["max"]), str(a["initial"])
		if low != "" && high != "" && low >= high || first != "" && (first < low || high != "" && first > high) {
			c.add("%s: dates %q %q %q", at, low, first, high)
		}
	case "uri":
		if u := str(a["uri"]); len(u) > 1000 || !uri.MatchString(u) {
			c.add("%s: uri %q", at, u)
		}
	case "location":
		if !quick {
			c.add("%s: the location action is for quick replies only", at)
		}
	default:
		c.add("%s: action %v", at, a["type"])
	}
}

func str(v any) string {
	s, _ := v.(string)
	return s
}

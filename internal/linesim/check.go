package linesim

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Finding is one thing that LINE would refuse.
type Finding struct {
	Path     string // from the top of the body: messages[0].contents.body.contents[1].text
	Property string // as LINE names it: inside a Flex container a pointer from there, /body/contents/1/text
	Message  string
	message  int // index of the message it lies in, -1 outside of messages
}

func (f Finding) String() string { return f.Path + ": " + f.Message }

// Checker holds message objects and request bodies against the Messaging API
// reference. It has no state and may be shared.
type Checker struct {
	strict    bool
	message   rule
	reply     rule
	push      rule
	multicast rule
	narrow    rule
	broadcast rule
	validate  rule
	loading   rule
	menu      rule
	endpoints requestRules
}

// NewChecker builds the rules. Unless strict, unknown properties and
// unencoded URLs pass.
func NewChecker(strict bool) *Checker {
	c := &Checker{strict: strict}
	c.message = messageRule()
	c.sendRules()
	c.menu = richMenuRule()
	c.endpoints = newRequestRules()
	return c
}

// Messages checks the value of "messages" in a sending request: an array of
// one to five message objects. Text that is not JSON is one finding.
func (c *Checker) Messages(raw []byte) []Finding {
	return c.raw(object([]string{"messages"}, properties{"messages": messagesRule(c.message)}),
		slices.Concat([]byte(`{"messages":`), raw, []byte(`}`)))
}

// RichMenu checks the body of a rich menu creation.
func (c *Checker) RichMenu(raw []byte) []Finding { return c.raw(c.menu, raw) }

func (c *Checker) raw(r rule, body []byte) []Finding {
	var tree any
	if err := json.Unmarshal(body, &tree); err != nil {
		return []Finding{{Message: "not JSON: " + err.Error(), message: -1}}
	}
	return c.run(r, tree, len(body))
}

// run applies a rule to a decoded body; size is that of its JSON, in bytes.
func (c *Checker) run(r rule, tree any, size int) []Finding {
	v := &visit{strict: c.strict, size: size}
	r(v, tree)
	slices.SortStableFunc(v.found, func(a, b Finding) int { return cmp.Compare(a.Path, b.Path) })
	return v.found
}

// rule checks one value; null never reaches it, because LINE takes null for an
// absent property.
type rule func(v *visit, value any)

// visit is one walk through a body.
type visit struct {
	strict   bool
	size     int // bytes of the whole body: small ones need no measuring of parts
	path     []step
	found    []Finding
	animated int // animated images of the message at hand
}

type step struct {
	name  string // "" for an array index
	index int
}

const maxFindings = 100

func (v *visit) fail(format string, args ...any) {
	if len(v.found) >= maxFindings {
		return
	}
	f := Finding{Path: v.dotted(v.path), Message: fmt.Sprintf(format, args...), message: -1}
	f.Property = f.Path
	if len(v.path) >= 2 && v.path[0].name == "messages" && v.path[1].name == "" {
		f.message = v.path[1].index
		if len(v.path) > 3 && v.path[2].name == "contents" {
			f.Property = v.pointer(v.path[3:])
		}
	}
	v.found = append(v.found, f)
}

func (v *visit) dotted(path []step) string {
	var b strings.Builder
	for _, s := range path {
		switch {
		case s.name == "":
			b.WriteString("[" + strconv.Itoa(s.index) + "]")
		case b.Len() > 0:
			b.WriteString("." + s.name)
		default:
			b.WriteString(s.name)
		}
	}
	return b.String()
}

func (v *visit) pointer(path []step) string {
	var b strings.Builder
	for _, s := range path {
		b.WriteByte('/')
		if s.name == "" {
			b.WriteString(strconv.Itoa(s.index))
		} else {
			b.WriteString(s.name)
		}
	}
	return b.String()
}

// in walks into a property.
func (v *visit) in(name string, f func()) {
	v.path = append(v.path, step{name: name})
	f()
	v.path = v.path[:len(v.path)-1]
}

func (v *visit) failIn(name, format string, args ...any) {
	v.in(name, func() { v.fail(format, args...) })
}

// failAt reports about an array's item.
func (v *visit) failAt(index int, format string, args ...any) {
	v.path = append(v.path, step{index: index})
	v.fail(format, args...)
	v.path = v.path[:len(v.path)-1]
}

// at walks into an array's item.
func (v *visit) at(index int, f func()) {
	v.path = append(v.path, step{index: index})
	f()
	v.path = v.path[:len(v.path)-1]
}

func (v *visit) apply(name string, r rule, value any) {
	v.path = append(v.path, step{name: name})
	r(v, value)
	v.path = v.path[:len(v.path)-1]
}

type properties map[string]rule

// object demands a JSON object with the needed properties and no others than
// those given; also, when present, looks at the object as a whole.
func object(need []string, props properties, also ...func(*visit, map[string]any)) rule {
	return func(v *visit, value any) {
		m, isObject := value.(map[string]any)
		if !isObject {
			v.fail("must be an object")
			return
		}
		for _, name := range need {
			if m[name] == nil {
				v.failIn(name, "must be specified")
			}
		}
		for name, val := range m {
			r, known := props[name]
			switch {
			case !known && v.strict:
				v.failIn(name, "unknown field")
			case known && val != nil:
				v.apply(name, r, val)
			}
		}
		for _, check := range also {
			check(v, m)
		}
	}
}

// kinds picks the rule by the value of "type".
func kinds(of map[string]rule) rule {
	names := make([]string, 0, len(of))
	for name := range of {
		names = append(names, name)
	}
	slices.Sort(names)
	return func(v *visit, value any) {
		m, isObject := value.(map[string]any)
		if !isObject {
			v.fail("must be an object")
			return
		}
		kind, _ := m["type"].(string)
		r := of[kind]
		if r == nil {
			v.failIn("type", "Must be one of the following values: [%s]", strings.Join(names, ", "))
			return
		}
		r(v, value)
	}
}

// merge joins property sets; later ones win.
func merge(sets ...properties) properties {
	all := properties{}
	for _, set := range sets {
		for name, r := range set {
			all[name] = r
		}
	}
	return all
}

func list(low, high int, item rule) rule {
	return func(v *visit, value any) {
		items, isArray := value.([]any)
		if !isArray {
			v.fail("must be an array")
			return
		}
		if len(items) < low || len(items) > high {
			v.fail("Size must be between %d and %d", low, high)
		}
		for i, it := range items {
			if i >= maxListed {
				return
			}
			v.path = append(v.path, step{index: i})
			if it == nil {
				v.fail("must be specified")
			} else {
				item(v, it)
			}
			v.path = v.path[:len(v.path)-1]
		}
	}
}

const (
	maxListed = 1000    // no array of the API is longer; the rest is not looked at
	anyNumber = 1 << 30 // "no stated limit"
)

// all applies several rules to one value.
func all(rules ...rule) rule {
	return func(v *visit, value any) {
		for _, r := range rules {
			r(v, value)
		}
	}
}

func anything(*visit, any) {}

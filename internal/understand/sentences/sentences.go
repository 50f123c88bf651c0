package sentences

import (
	_ "embed" // the models
	"fmt"
	"strings"

	"jitasa/internal/thai"
	"jitasa/internal/understand/gram"
)

// None is the class of what is none of the others.
const None = "-"

//go:embed danger.model
var danger []byte

//go:embed topics.model
var topics []byte

// Danger is the model of harms.
func Danger() (*gram.Model, error) { return gram.Load(danger) }

// Topics is the model of what questions are about.
func Topics() (*gram.Model, error) { return gram.Load(topics) }

// Normal is a text as the models read it.
func Normal(text string) string { return thai.Lower(thai.Normalize(text)) }

// Parse reads a list. A sentence that stands in two classes is an error.
func Parse(list string) ([]gram.Sample, error) {
	var all []gram.Sample
	class, seen := "", map[string]string{}
	for n, line := range strings.Split(list, "\n") {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "== "); ok {
			class, _, _ = strings.Cut(strings.TrimSpace(name), " ")
			continue
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if class == "" {
			return nil, fmt.Errorf("line %d stands in no class: %q", n+1, line)
		}
		text := Normal(line)
		if other, twice := seen[text]; twice && other != class {
			return nil, fmt.Errorf("line %d: %q stands in %q and in %q", n+1, line, other, class)
		} else if twice {
			continue
		}
		seen[text] = class
		all = append(all, gram.Sample{Class: class, Text: text})
	}
	return all, nil
}

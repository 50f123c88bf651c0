package archtest

import (
	"fmt"
	"slices"
	"strings"
)

// importRule says why a package, by its directory, must not import another, or nothing.
type importRule func(dir, imported string) string

// importRules are all of them, by name.
func importRules() map[string]importRule {
	return map[string]importRule{
		"only sees": onlySeen, "never sees": neverSeen, "only for": onlyForSome, "only for a package": onlyForPackages, "standard only": standardLibrary,
		"capability": ofCapability, "face": ofFace, "theme": ofTheme,
	}
}

// ours is the directory of a package of this module, or "".
func ours(imported string) string {
	own, _ := strings.CutPrefix(imported, module)
	if own == imported {
		return ""
	}
	return own
}

func under(name string, roots []string) bool {
	return slices.ContainsFunc(roots, func(root string) bool { return within(name, root) })
}

func onlySeen(dir, imported string) string {
	for of, allowed := range onlySees {
		if own := ours(imported); own != "" && within(dir, of) && !under(own, allowed) {
			return fmt.Sprintf("%s sees only %v of ours", of, allowed)
		}
	}
	return ""
}

func neverSeen(dir, imported string) string {
	for of, denied := range neverSees {
		if within(dir, of) && under(ours(imported), denied) {
			return of + " declares the interfaces it needs"
		}
	}
	return ""
}

func onlyForSome(dir, imported string) string {
	for what, importers := range onlyFor {
		if within(imported, what) && !under(dir, importers) {
			return fmt.Sprintf("only %v may", importers)
		}
	}
	return ""
}

func onlyForPackages(dir, imported string) string {
	for what, importers := range onlyForPackage {
		if within(imported, what) && !slices.Contains(importers, dir) {
			return fmt.Sprintf("only %v may, and nothing below", importers)
		}
	}
	return ""
}

func standardLibrary(dir, imported string) string {
	standard := !strings.Contains(strings.SplitN(imported, "/", 2)[0], ".")
	for _, of := range standardOnly {
		if ours(imported) == "" && !standard && within(dir, of) && !within(imported, "golang.org/x/text") {
			return of + " imports only the standard library and x/text"
		}
	}
	return ""
}

func ofCapability(dir, imported string) string {
	if under(dir, capabilities) && under(ours(imported), notOfCapabilities) {
		return "a capability sees no face, no storage and not LINE"
	}
	return ""
}

func ofFace(dir, imported string) string {
	for _, face := range faces {
		if !within(dir, face) {
			continue
		}
		if under(ours(imported), notOfFaces) {
			return "a face calls use cases: it sees neither storage nor delivery"
		}
		if under(ours(imported), faces) && !within(ours(imported), face) {
			return "a face does not see another"
		}
	}
	return ""
}

func ofTheme(dir, imported string) string {
	other := ours(imported)
	if strings.HasPrefix(dir, themes) && strings.HasPrefix(other, themes) && !within(other, dir) && !under(other, sharedByThemes) {
		return "no theme of conversations sees another: where one leads on to another, internal/flows says so"
	}
	return ""
}

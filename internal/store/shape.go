package store

import (
	"context"
	"fmt"
	"slices"

	"jitasa/internal/domain"
)

// Documents change their shape from release to release, while processes of both
// releases run. A collection lists its upgrades, oldest first; a document says how
// many it has been through (domain.Meta.Shape).
//
//   - A document of an older shape is upgraded when it is read, and kept so when it
//     is written next. A pass ([Stored].Migrate) writes the rest. A query over a field
//     that an upgrade fills finds a document once that was written.
//   - An upgrade changes one document alone and gives the same each time, so that it does not
//     matter how often, in which process or in which order of documents it runs.
//   - A document of a newer shape is not touched by a program that would drop what it
//     does not know: reading it fails with domain.ErrUnavailable, and its event waits for a process of the newer release.
//
// Fields that an upgrade replaces stay in the type until no document has them.

// errNewer is what an older program makes of a newer document.
var errNewer = fmt.Errorf("%w: a document of a newer version of the program", domain.ErrUnavailable)

func (c *Collection[T]) knows(meta *domain.Meta) error {
	if meta.Shape > len(c.upgrades) {
		return errNewer
	}
	return nil
}

// upgrade brings a document to the shape of this program.
func (c *Collection[T]) upgrade(doc *T, meta *domain.Meta) {
	for _, up := range c.upgrades[min(meta.Shape, len(c.upgrades)):] {
		up(doc)
	}
	meta.Shape = len(c.upgrades)
}

// SealsMore is the upgrade to a release that seals fields which the one before kept in plain. It
// changes nothing: being written anew is what seals a document, and its shape keeps it from an
// older program, to which what is sealed would not be there (a call to those nearby would be one to everybody).
func SealsMore[T any](*T) {}

// shapes is the index by which Migrate finds what it is to write, of a collection that has upgrades.
const shapes = "shape"

// withShapes declares the index.
func withShapes(spec Spec, upgrades int) Spec {
	if upgrades > 0 {
		spec.Indexes = append(slices.Clip(spec.Indexes), Index{Name: shapes, Fields: []string{"shape"}})
	}
	return spec
}

// Migrate writes every document that has an older shape, and returns how many. It reads no others. It
// may be repeated and run in several processes, and work goes on meanwhile.
func (c *Collection[T]) Migrate(ctx context.Context) (n int, err error) {
	for shape := range c.upgrades {
		written, err := c.migrate(ctx, shape)
		if n += written; err != nil {
			return n, err
		}
	}
	return n, nil
}

// migrate is Migrate for the documents of one shape.
func (c *Collection[T]) migrate(ctx context.Context, shape int) (n int, err error) {
	for doc, err := range c.kept(ctx, Query{Index: shapes, Prefix: []any{shape}}) {
		if err != nil {
			return n, err
		}
		done, err := c.rewrite(ctx, c.key(doc).ID)
		if err != nil {
			return n, err
		}
		if done {
			n++
		}
	}
	return n, nil
}

package store

import (
	"context"
	"errors"
	"fmt"

	"jitasa/internal/domain"
)

// MaxSize is the size in bytes up to which every engine keeps a document
// (the limit of MongoDB; each engine measures its own encoding).
const MaxSize = 16 << 20

// ErrKeyTaken is the domain.ErrExists of a unique index: another document has
// the key. A taken id is a plain domain.ErrExists.
var ErrKeyTaken = fmt.Errorf("a unique key: %w", domain.ErrExists)

// ErrSetup is what whoever runs the program has to mend: its text says how.
var ErrSetup = errors.New("the store cannot be used")

// Engine keeps collections. Implementations are safe for concurrent use.
type Engine interface {
	// Table opens the collection that the schema declares; it creates the
	// collection and its indexes where they are missing and brings existing
	// ones up to the declaration. Calling it again changes nothing.
	Table(context.Context, *Schema) (Table, error)
	// View is another reading of a collection that Table has opened; it creates
	// nothing. What it reads are Raw documents.
	View(context.Context, *Schema) (Reader, error)
	// Level is the version of the documents in the database. Older programs that know it may be at work on it, so
	// nothing is written that came with a later one.
	Level() int
	// Close finishes the writes under way. Later calls fail with domain.ErrUnavailable.
	Close() error
}

// Table is one collection of an engine: what [Collection] needs of it.
// Documents are pointers of the type that [Schema.New] gives.
type Table interface {
	Reader
	Writer
}

// Reader reads documents.
type Reader interface {
	// Get returns the documents in the order of ids; nil where there is none.
	Get(ctx context.Context, ids []string) ([]any, error)
	// Find returns up to Range.Limit documents in order. It may stop earlier,
	// to bound memory, and then reports that there may be more.
	Find(ctx context.Context, r Range) (docs []any, more bool, err error)
	// Count counts the documents of the range, up to its Limit if that is not 0.
	Count(ctx context.Context, r Range) (int, error)
}

// Writer changes documents. An answer without an error is durable.
type Writer interface {
	// Insert writes all documents in one go. The answer tells for each document
	// nil, domain.ErrExists or ErrKeyTaken; such documents do not keep the
	// others from being written. Of two with the same id one is written. The error is for the write as a whole.
	Insert(ctx context.Context, recs []Record) ([]error, error)
	// Replace writes over exactly the version old: domain.ErrConflict if the
	// document has another one or is gone, ErrKeyTaken.
	Replace(ctx context.Context, rec Record, old int64) error
	// Delete removes the documents that are there.
	Delete(ctx context.Context, ids []string) error
}

// Raw is a document as an engine keeps it, to be decoded by whoever wants it, where they want it.
type Raw interface {
	Decode(into any) error
}

// Record is a document on its way into an engine; the document carries ID and Version as well.
type Record struct {
	ID      string
	Version int64
	Doc     any
}

// Range is a checked [Query] in canonical values: nil, string, bool, int64,
// float64 and time.Time (UTC, milliseconds).
type Range struct {
	Index    *Key
	Equal    []any // the leading fields of Index.Fields
	From, To any   // nil: open; on the field after Equal
	After    []any // nil, or one value for each of Index.Fields: start behind this place
	Reverse  bool
	Limit    int // 0: no limit (Count only)
	Has      Has // of a view's Find only
}

// Has narrows a range to documents with a text in one of their lists, without an index: the engine looks at all that the
// range has, which costs less than decoding them. It gives at least those. The zero Has is every document.
type Has struct{ Field, Text string }

package mongo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	driver "go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// oldest is the wire protocol version of the oldest server that will do: MongoDB 6.0.
const oldest = 17

// marks is the collection that says whose database this is.
const marks = "jitasa"

// prepare waits for the server, looks at it, and claims the database.
func (e *Engine) prepare(ctx context.Context, o Options) error {
	if err := e.await(ctx, o.Patience); err != nil {
		return err
	}
	level, err := e.claim(ctx, int64(o.Schema), int64(o.Least))
	if err != nil {
		return e.explain(ctx, err)
	}
	e.level = int(level)
	if err := e.tryBulk(ctx); err != nil {
		return e.explain(ctx, err)
	}
	return nil
}

// tries is how often the bulk is tried, as another process that starts may be in between.
const tries = 3

// tryBulk finds out whether, and with which error, the server tells of each replacement in a bulk that
// it does not find its document (replace.go).
func (e *Engine) tryBulk(ctx context.Context) (err error) {
	for n := 0; n < tries && e.missed == 0 && err == nil; n++ {
		err = e.tryOnce(ctx)
	}
	return err
}

// tryOnce tries with the mark: one that does not find its version, one that does not find
// anything, and one that changes nothing.
func (e *Engine) tryOnce(ctx context.Context) error {
	const none = "none"
	c, id := e.db.Collection(marks), bson.D{{Key: "_id", Value: "schema"}}
	before, err := c.FindOne(ctx, id).Raw()
	if err != nil {
		return err
	}
	version, _ := before.Lookup("version").AsInt64OK()
	result, err := c.BulkWrite(ctx, []driver.WriteModel{
		(&replacing{id: "schema", old: version + 1, raw: before}).model(),
		(&replacing{id: none, old: version, raw: before}).model(),
		(&replacing{id: "schema", old: version, raw: before}).model(),
	}, options.BulkWrite().SetOrdered(false))
	single, rest := errorsOf(err)
	switch {
	case rest != nil && isNetwork(rest):
		return rest
	case rest != nil:
		return nil // it does not know what this is
	case result.UpsertedCount > 0:
		_, err := c.DeleteOne(ctx, bson.D{{Key: "_id", Value: none}})
		return err
	}
	after, err := c.FindOne(ctx, id).Raw()
	if err != nil {
		return err
	}
	if result.MatchedCount == 1 && bytes.Equal(before, after) && len(single) == 2 && single[0].Index+single[1].Index == 1 &&
		single[0].Code == single[1].Code && single[0].Code != codeDuplicate {
		e.missed = single[0].Code
	}
	return nil
}

// await asks the server what it is, until it answers. A database that comes up
// together with the program is given time; one that is not there is an error.
func (e *Engine) await(ctx context.Context, patience time.Duration) error {
	for began := time.Now(); ; { //nolint:forbidigo // for a length of time only
		err := e.greet(ctx)
		if err == nil || ctx.Err() != nil || !errors.Is(err, domain.ErrUnavailable) {
			return err
		}
		if time.Since(began) > patience { //nolint:forbidigo // for a length of time only
			return fmt.Errorf("%w: MongoDB does not answer: check the hosts in JITASA_STORE, and that the server runs and can be reached from here", store.ErrSetup)
		}
		if err := pause(ctx, askEvery); err != nil {
			return err
		}
	}
}

func (e *Engine) greet(ctx context.Context) error {
	var hello struct {
		MaxWireVersion int `json:"maxWireVersion"`
	}
	err := e.db.RunCommand(ctx, bson.D{{Key: "hello", Value: 1}}).Decode(&hello)
	switch {
	case e.watch.incompatible.Load(), err == nil && hello.MaxWireVersion < oldest:
		return fmt.Errorf("%w: the MongoDB server is too old: use version 6.0 or newer", store.ErrSetup)
	case err != nil:
		return e.explain(ctx, err)
	}
	return nil
}

// mark is the document of a database: the version of the documents in it.
type mark struct {
	ID      string `json:"_id"`
	Version int64  `json:"version"`
}

// claim marks a new database and refuses one from the future. It tells the version of the documents.
func (e *Engine) claim(ctx context.Context, schema, least int64) (level int64, err error) {
	c, id := e.db.Collection(marks), bson.D{{Key: "_id", Value: "schema"}}
	_, err = c.InsertOne(ctx, mark{ID: "schema", Version: schema})
	if err == nil || !driver.IsDuplicateKeyError(err) {
		return schema, err
	}
	var has mark
	if err := c.FindOne(ctx, id).Decode(&has); err != nil {
		return 0, err
	}
	if has.Version > schema {
		return 0, fmt.Errorf("%w: the database was written by a newer version of the program (its schema is %d, this program knows %d): use that version",
			store.ErrSetup, has.Version, schema)
	}
	if has.Version >= least {
		return has.Version, nil
	}
	older := bson.D{{Key: "_id", Value: "schema"}, {Key: "version", Value: bson.D{{Key: "$lt", Value: least}}}}
	_, err = c.UpdateOne(ctx, older, bson.D{{Key: "$set", Value: bson.D{{Key: "version", Value: least}}}})
	return least, err
}

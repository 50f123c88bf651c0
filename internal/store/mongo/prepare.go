package mongo

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	driver "go.mongodb.org/mongo-driver/v2/mongo"

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
	if err := e.claim(ctx, int64(o.Schema)); err != nil {
		return e.explain(ctx, err)
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

// claim marks a new database and refuses one from the future.
func (e *Engine) claim(ctx context.Context, schema int64) error {
	c, id := e.db.Collection(marks), bson.D{{Key: "_id", Value: "schema"}}
	_, err := c.InsertOne(ctx, mark{ID: "schema", Version: schema})
	if err == nil || !driver.IsDuplicateKeyError(err) {
		return err
	}
	var has mark
	if err := c.FindOne(ctx, id).Decode(&has); err != nil {
		return err
	}
	if has.Version > schema {
		return fmt.Errorf("%w: the database was written by a newer version of the program (its schema is %d, this program knows %d): use that version",
			store.ErrSetup, has.Version, schema)
	}
	if has.Version == schema {
		return nil
	}
	older := bson.D{{Key: "_id", Value: "schema"}, {Key: "version", Value: bson.D{{Key: "$lt", Value: schema}}}}
	_, err = c.UpdateOne(ctx, older, bson.D{{Key: "$set", Value: bson.D{{Key: "version", Value: schema}}}})
	return err
}

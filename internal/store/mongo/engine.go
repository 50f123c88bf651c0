package mongo

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/event"
	driver "go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
	"go.mongodb.org/mongo-driver/v2/mongo/readconcern"
	"go.mongodb.org/mongo-driver/v2/mongo/readpref"
	"go.mongodb.org/mongo-driver/v2/mongo/writeconcern"

	"jitasa/internal/store"
)

// Options tune an engine; the zero value is right for a server.
type Options struct {
	// Schema is the version of the program's documents. A database written by a
	// program with a higher one is refused.
	Schema int
	// Least is the version that an older database is raised to; programs that do not know it can open it no more.
	Least int
	// Patience is how long Open waits for a server that does not answer (a minute).
	Patience time.Duration

	monitor *event.CommandMonitor // of a test
}

// Times and sizes of connections. What the URI says of them comes first.
const (
	patience  = time.Minute
	connectIn = 5 * time.Second  // also how long a server may take to say that it is there
	selectIn  = 3 * time.Second  // how long a call waits for a server to be found
	callIn    = 30 * time.Second // a call whose caller sets no limit
	heartbeat = 2 * time.Second  // how often each server is asked how it is
	poolMost  = 128
	poolIdle  = 10 * time.Minute
	closeIn   = 5 * time.Second
)

// Engine is a database on a server. It is a store.Engine.
type Engine struct {
	client   *driver.Client
	db       *driver.Database
	registry *bson.Registry
	watch    *watch
	level    int
	turn     chan struct{} // held by the one write that is tried again
	commands atomic.Uint64
	// missed is the code of the error that a replacement in a bulk gets that does not find its document (bulk.go); 0: this
	// server does not tell, and each goes by itself.
	missed int

	mu     sync.Mutex // closed is set under it
	closed atomic.Bool
	// work is the context of the commands that belong to no caller. It ends when Close has waited long enough.
	work   context.Context //nolint:containedctx // lives as long as the engine
	abort  context.CancelFunc
	flying sync.WaitGroup
}

var _ store.Engine = (*Engine)(nil)

// errAddress leaves out what the driver says: it quotes the address, password included.
var errAddress = fmt.Errorf("%w: JITASA_STORE is no MongoDB address that can be used (for mongodb+srv, its DNS records must be found as well)", store.ErrSetup)

// Open connects to the server that uri names and prepares the database. What is
// wrong with the settings, the server or the database is a [store.ErrSetup].
func Open(ctx context.Context, uri, database string, o Options) (*Engine, error) {
	e := &Engine{registry: newRegistry(), watch: newWatch(), turn: make(chan struct{}, 1)}
	e.work, e.abort = context.WithCancel(context.WithoutCancel(ctx))
	given := options.Client().ApplyURI(uri)
	if err := given.Validate(); err != nil {
		return nil, errAddress
	}
	client, err := driver.Connect(defaults(), given, e.fixed().SetMonitor(o.monitor))
	if err != nil {
		return nil, errAddress
	}
	e.client, e.db = client, client.Database(database)
	e.watch.start(func(ctx context.Context) error { return client.Ping(ctx, nil) })
	if o.Patience <= 0 {
		o.Patience = patience
	}
	if err := e.prepare(ctx, o); err != nil {
		return nil, errors.Join(err, e.Close())
	}
	return e, nil
}

// defaults are what the URI may say otherwise.
func defaults() *options.ClientOptions {
	return options.Client().SetAppName("jitasa").SetConnectTimeout(connectIn).SetServerSelectionTimeout(selectIn).
		SetTimeout(callIn).SetHeartbeatInterval(heartbeat).SetMaxPoolSize(poolMost).SetMaxConnIdleTime(poolIdle).
		SetRetryReads(true).SetRetryWrites(true)
}

// fixed is what the program depends on, whatever the URI says.
func (e *Engine) fixed() *options.ClientOptions {
	return options.Client().SetRegistry(e.registry).SetServerMonitor(e.watch.monitor()).SetPoolMonitor(e.count()).
		SetReadPreference(readpref.Primary()).SetReadConcern(readconcern.Majority()).SetWriteConcern(writeconcern.Majority())
}

// count counts commands: each takes a connection for itself.
func (e *Engine) count() *event.PoolMonitor {
	return &event.PoolMonitor{Event: func(p *event.PoolEvent) {
		if p.Type == event.ConnectionCheckedOut {
			e.commands.Add(1)
		}
	}}
}

// Commands is how many commands were sent to the server, one that was repeated each time.
func (e *Engine) Commands() uint64 { return e.commands.Load() }

// Table opens a collection: see store.Engine.
func (e *Engine) Table(ctx context.Context, schema *store.Schema) (store.Table, error) {
	t := newTable(e, schema, false)
	if err := e.call(ctx, t.ensureIndexes); err != nil {
		return nil, err
	}
	return t, nil
}

// View implements store.Engine.
func (e *Engine) View(_ context.Context, schema *store.Schema) (store.Reader, error) {
	return newTable(e, schema, true), nil
}

// Level implements store.Engine.
func (e *Engine) Level() int { return e.level }

// Close waits for the calls under way, for a while, and hangs up. What no command was sent for fails.
func (e *Engine) Close() error {
	if !e.settle() {
		return nil
	}
	e.watch.stop()
	ctx, cancel := context.WithTimeout(context.Background(), closeIn)
	defer cancel()
	if err := e.client.Disconnect(ctx); err != nil {
		return fmt.Errorf("closing the database: %w", e.explain(ctx, err))
	}
	return nil
}

// settle lets nothing more begin and waits until nothing is under way; false: that was done before.
func (e *Engine) settle() bool {
	e.mu.Lock()
	was := e.closed.Swap(true)
	e.mu.Unlock()
	if was {
		return false
	}
	late := time.AfterFunc(closeIn, e.abort)
	defer late.Stop()
	e.flying.Wait()
	e.abort()
	return true
}

// fly runs something that Close waits for; false: it is closed.
func (e *Engine) fly(do func()) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed.Load() {
		return false
	}
	e.flying.Go(do)
	return true
}

// ready tells whether it makes sense to ask the database something.
func (e *Engine) ready(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if e.closed.Load() {
		return errClosed
	}
	if e.watch.down() {
		return errDown
	}
	return nil
}

// call does something with the database, unless it is known not to answer.
func (e *Engine) call(ctx context.Context, do func(context.Context) error) error {
	if err := e.ready(ctx); err != nil {
		return err
	}
	err := do(ctx)
	if !errors.Is(ctx.Err(), context.Canceled) { // to the driver who gives up has run out of time
		e.watch.note(err)
	}
	return e.explain(ctx, err)
}

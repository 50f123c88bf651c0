package mongo

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"

	"jitasa/internal/domain"
	"jitasa/internal/store"
	"jitasa/internal/store/mongo/mongotest"
	"jitasa/internal/store/storetest"
)

// wantSetup: the error is for the operator, in one line that says what to do, without the password.
func wantSetup(t *testing.T, err error, says string) {
	t.Helper()
	if !errors.Is(err, store.ErrSetup) || !strings.Contains(err.Error(), says) {
		t.Errorf("error %v, want a store.ErrSetup that says %q", err, says)
	}
	if err != nil && (strings.Contains(err.Error(), "\n") || strings.Contains(err.Error(), "hush")) {
		t.Errorf("more than a line, or the password: %q", err)
	}
}

func TestNobodyListens(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = l.Close() // so that nobody listens there
	_, err = Open(t.Context(), "mongodb://somebody:hush@"+l.Addr().String()+"/jitasa", "jitasa", Options{Patience: 300 * time.Millisecond})
	wantSetup(t, err, "does not answer")
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if _, err := Open(ctx, "mongodb://"+l.Addr().String()+"/jitasa", "jitasa", Options{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("given up from outside: %v", err)
	}
}

func TestWrongAddress(t *testing.T) {
	for _, uri := range []string{
		"mongodb://", "mongodb://somebody:hush@/jitasa", "mongodb://h:99999/jitasa", "mongodb://somebody:hu%sh@h/jitasa", "mongodb://h/jitasa?tls=maybe",
		"mongodb://somebody:hush@h/jitasa?authMechanism=NONE", "http://h/jitasa", "mongodb://h/jitasa?w=hush&readPreference=nobody",
	} {
		_, err := Open(t.Context(), uri, "jitasa", Options{Patience: time.Millisecond})
		wantSetup(t, err, "JITASA_STORE")
	}
}

func TestWrongPassword(t *testing.T) {
	d := mongotest.New(t)
	_, hosts, _ := strings.Cut(d.URI, "://")
	if at := strings.LastIndexByte(hosts, '@'); at >= 0 {
		hosts = hosts[at+1:]
	}
	_, err := Open(t.Context(), "mongodb://nobody:hush@"+hosts, d.Name, Options{Patience: time.Second})
	wantSetup(t, err, "password")
}

// A database that a newer program made is refused; one of an older program is taken over.
func TestVersions(t *testing.T) {
	d := mongotest.New(t)
	for _, version := range []int{2, 3, 3} {
		e, err := Open(t.Context(), d.URI, d.Name, Options{Schema: version})
		if err != nil {
			t.Fatalf("version %d: %v", version, err)
		}
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}
	for _, c := range []struct{ schema, least, level int }{{5, 0, 2}, {5, 1, 2}, {5, 3, 3}, {5, 2, 3}} { // it was made by 2
		e, err := Open(t.Context(), d.URI, d.Name, Options{Schema: c.schema, Least: c.least})
		if err != nil {
			t.Fatalf("%+v: %v", c, err)
		}
		if e.Level() != c.level {
			t.Errorf("%+v: level %d", c, e.Level())
		}
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}
	_, err := Open(t.Context(), d.URI, d.Name, Options{Schema: 2})
	wantSetup(t, err, "newer version of the program")
}

// An index of our name in another form is somebody's own work.
func TestForeignIndex(t *testing.T) {
	e := openNew(t)
	err := e.db.RunCommand(t.Context(), bson.D{{Key: "createIndexes", Value: "people"}, {Key: "indexes", Value: bson.A{
		bson.D{{Key: "key", Value: bson.D{{Key: "state", Value: 1}}}, {Key: "name", Value: "name_name"}},
	}}}).Err()
	if err != nil {
		t.Fatal(err)
	}
	_, err = store.In[storetest.Person](t.Context(), e, storetest.People("people"))
	wantSetup(t, err, "dropIndex")
}

// Many processes start at once on an empty database.
func TestStartTogether(t *testing.T) {
	d := mongotest.New(t)
	failed := make(chan error, 6)
	for range cap(failed) {
		go func() {
			e, err := Open(context.Background(), d.URI, d.Name, Options{Schema: 1})
			if err == nil {
				_, err = store.In[storetest.Person](context.Background(), e, storetest.People("people"))
				err = errors.Join(err, e.Close())
			}
			failed <- err
		}()
	}
	for range cap(failed) {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
}

// TestOldServer: a server that says it is MongoDB 5.0 is refused in words, and so
// is one that is too old even for the driver.
func TestOldServer(t *testing.T) {
	for _, version := range []int32{13, 5} {
		address := pretend(t, version)
		_, err := Open(t.Context(), "mongodb://"+address+"/jitasa", "jitasa", Options{Patience: 5 * time.Second})
		wantSetup(t, err, "too old")
	}
}

// pretend listens as a server that can say hello and nothing else.
func pretend(t *testing.T, wireVersion int32) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	hello, err := bson.Marshal(bson.D{
		{Key: "ok", Value: 1.0}, {Key: "isWritablePrimary", Value: true}, {Key: "ismaster", Value: true}, {Key: "helloOk", Value: true},
		{Key: "minWireVersion", Value: int32(0)}, {Key: "maxWireVersion", Value: wireVersion},
		{Key: "maxBsonObjectSize", Value: int32(16 << 20)}, {Key: "maxMessageSizeBytes", Value: int32(48_000_000)}, {Key: "maxWriteBatchSize", Value: int32(100_000)},
	})
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go sayHello(c, hello)
		}
	}()
	return l.Addr().String()
}

// sayHello answers every message, in the form in which it was asked
// (OP_QUERY 2004 with OP_REPLY 1, OP_MSG 2013 with its like).
func sayHello(c net.Conn, hello []byte) {
	defer c.Close()
	head := make([]byte, 16)
	for {
		if _, err := io.ReadFull(c, head); err != nil {
			return
		}
		size := int64(binary.LittleEndian.Uint32(head)) - 16
		if _, err := io.CopyN(io.Discard, c, size); err != nil {
			return
		}
		code, before := uint32(1), make([]byte, 20)
		before[16] = 1 // one document
		if binary.LittleEndian.Uint32(head[12:]) == 2013 {
			code, before = 2013, make([]byte, 5)
		}
		answer := binary.LittleEndian.AppendUint32(nil, uint32(16+len(before)+len(hello)))
		answer = binary.LittleEndian.AppendUint32(answer, 1)
		answer = append(answer, head[4:8]...)
		answer = binary.LittleEndian.AppendUint32(answer, code)
		if _, err := c.Write(append(append(answer, before...), hello...)); err != nil {
			return
		}
	}
}

// While nobody answers, calls fail at once; when somebody does, they work again.
func TestOutage(t *testing.T) {
	d := mongotest.New(t)
	way := mongotest.NewWay(t, d)
	e, err := Open(t.Context(), way.URI, d.Name, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	c, err := store.In[storetest.Person](t.Context(), e, storetest.People("people"))
	if err != nil {
		t.Fatal(err)
	}
	for _, how := range []string{"hangs up", "hangs"} {
		way.Close(how == "hangs")
		until(t, "calls that fail at once while it "+how, func() bool {
			ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
			defer cancel()
			began := time.Now()
			_, err := c.Get(ctx, "a")
			return errors.Is(err, domain.ErrUnavailable) && time.Since(began) < 50*time.Millisecond
		})
		way.Open()
		until(t, "calls that work again", func() bool {
			_, err := c.Get(t.Context(), "a")
			return errors.Is(err, domain.ErrNotFound)
		})
	}
}

func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	deadline := time.Now().Add(30 * time.Second)
	for !holds() {
		if time.Now().After(deadline) {
			t.Fatalf("no %s", what)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

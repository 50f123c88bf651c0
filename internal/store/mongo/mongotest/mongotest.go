package mongotest

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

// Database is a new database on the server.
type Database struct {
	URI  string // of the server and the database: mongodb://HOSTS/NAME
	Name string
}

// New names a database that is dropped when the test ends.
func New(t testing.TB) Database {
	t.Helper()
	uri := os.Getenv("JITASA_TEST_MONGODB")
	if uri == "" {
		if os.Getenv("JITASA_REQUIRE_MONGODB") != "" {
			t.Fatal("JITASA_REQUIRE_MONGODB is set, but JITASA_TEST_MONGODB names no server")
		}
		t.Skip("needs a MongoDB server: make test starts one, or set JITASA_TEST_MONGODB to the address of yours")
	}
	name := "jitasa_test_" + strings.ToLower(ulid.Make().String())
	host, query, asked := strings.Cut(strings.TrimSuffix(uri, "/"), "?")
	d := Database{URI: strings.TrimSuffix(host, "/") + "/" + name, Name: name}
	if asked {
		d.URI += "?" + query
	}
	t.Cleanup(func() { d.drop(t) })
	return d
}

func (d Database) drop(t testing.TB) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	client, err := mongo.Connect(options.Client().ApplyURI(d.URI))
	if err != nil {
		t.Error(err)
		return
	}
	if err := client.Database(d.Name).Drop(ctx); err != nil {
		t.Error(err)
	}
	if err := client.Disconnect(ctx); err != nil {
		t.Error(err)
	}
}

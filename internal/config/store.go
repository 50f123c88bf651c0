package config

import (
	"errors"
	"strings"
)

// The engines of a Store.
const (
	SQLite = "sqlite"
	Mongo  = "mongo"
)

// Store is where the data lives.
type Store struct {
	Engine   string // SQLite or Mongo
	Path     string // SQLite: the file
	URI      Secret // Mongo: the whole URI, which may hold a password
	Database string // Mongo
}

// String names the store without its password or hosts.
func (s Store) String() string {
	switch s.Engine {
	case SQLite:
		return "sqlite:" + s.Path
	case Mongo:
		return "mongodb://***/" + s.Database
	}
	return ""
}

// Address is the store as it is set, password included.
func (s Store) Address() string {
	if s.Engine == Mongo {
		return s.URI.Reveal()
	}
	return "sqlite:" + s.Path
}

// ParseStore reads what names a store, such as the value of JITASA_STORE.
func ParseStore(value string) (s Store, err error) {
	err = parseStore(&s, value)
	return s, err
}

var errStore = errors.New("is neither sqlite:PATH nor mongodb://HOSTS/DATABASE nor mongodb+srv://HOST/DATABASE")

// parseStore never quotes the value: a MongoDB URI holds a password.
func parseStore(into *Store, value string) error {
	if path, ok := strings.CutPrefix(value, "sqlite:"); ok {
		return parseSQLite(into, path)
	}
	for _, scheme := range []string{"mongodb://", "mongodb+srv://"} {
		if rest, ok := strings.CutPrefix(value, scheme); ok {
			return parseMongo(into, value, rest)
		}
	}
	return errStore
}

func parseSQLite(into *Store, path string) error {
	switch {
	case path == "":
		return errors.New("names no file (sqlite:PATH)")
	case strings.Contains(path, ":memory:") || strings.HasPrefix(path, "file:") || strings.ContainsAny(path, "?#"):
		return errors.New("must name a plain file after sqlite:, without options")
	}
	*into = Store{Engine: SQLite, Path: path}
	return nil
}

// parseMongo takes the URI apart by hand: net/url refuses several hosts with ports, which MongoDB allows.
func parseMongo(into *Store, uri, rest string) error {
	rest, _, _ = strings.Cut(rest, "?")
	authority, database, _ := strings.Cut(rest, "/")
	hosts := authority[strings.LastIndexByte(authority, '@')+1:]
	switch {
	case hosts == "":
		return errors.New("names no MongoDB host")
	case database == "":
		return errors.New("names no database; write it after the hosts: mongodb://HOSTS/DATABASE")
	case strings.ContainsAny(database, "/\\. \"$*<>:|"):
		return errors.New("names a database that MongoDB does not allow")
	}
	*into = Store{Engine: Mongo, URI: Secret(uri), Database: database}
	return nil
}

package crash

import (
	"bytes"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jitasa/internal/store/mongo/mongotest"
)

// server is a MongoDB server of the test's own, which it may kill.
type server struct {
	t    *testing.T
	env  []string
	name string // of the database
}

// startServer starts one with deploy/test/mongodb, durable as in production.
func startServer(t *testing.T) *server {
	t.Helper()
	mongotest.New(t) // where there is no server for tests at all, this one is left out as well
	port := freePort(t)
	s := &server{t: t, name: "jitasa"}
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "JITASA_") || strings.HasPrefix(v, "JITASA_TEST_MONGODB_CACHE=") {
			s.env = append(s.env, v)
		}
	}
	folder, err := os.MkdirTemp("/var/tmp", "jitasa-crash-") // below a folder that every user may enter
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	s.env = append(s.env, "JITASA_TEST_MONGODB_PORT="+port, "JITASA_TEST_MONGODB_HOME="+filepath.Join(folder, "server"))
	t.Cleanup(func() {
		s.do("wipe")
		if err := os.RemoveAll(folder); err != nil {
			t.Error(err)
		}
	})
	s.start()
	return s
}

// start starts it, also after it was killed, and gives the store's address.
func (s *server) start() string {
	lines := strings.Fields(s.do("start"))
	return lines[len(lines)-1] + s.name
}

// kill is a power cut.
func (s *server) kill() { s.do("kill") }

func (s *server) do(verb string) string {
	s.t.Helper()
	command := exec.Command("../../deploy/test/mongodb", verb) // its context would end before it is wiped
	command.Env = s.env
	out, err := command.Output()
	if err != nil {
		var exit *exec.ExitError
		errors.As(err, &exit)
		s.t.Fatalf("%s: %v\n%s", verb, err, bytes.TrimSpace(exit.Stderr))
	}
	return string(out)
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port
}

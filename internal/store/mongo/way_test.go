package mongo

import (
	"net"
	"strings"
	"sync"
	"testing"

	"jitasa/internal/store/mongo/mongotest"
)

// way is a way to the server that can be closed.
type way struct {
	uri, server string

	mu     sync.Mutex
	closed bool
	hangs  bool
	gate   *sync.Cond
	conns  []net.Conn
}

func newWay(t *testing.T, d mongotest.Database) *way {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	scheme, rest, _ := strings.Cut(d.URI, "://")
	hosts, path, _ := strings.Cut(rest, "/")
	user, host, named := strings.Cut(hosts, "@")
	if !named {
		user, host = "", hosts
	} else {
		user += "@"
	}
	w := &way{server: host, uri: scheme + "://" + user + l.Addr().String() + "/" + path}
	if !strings.Contains(path, "?") {
		w.uri += "?directConnection=true"
	}
	w.gate = sync.NewCond(&w.mu)
	t.Cleanup(func() { _ = l.Close(); w.close(false) })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go w.carry(c)
		}
	}()
	return w
}

func (w *way) carry(c net.Conn) {
	w.mu.Lock()
	refused := w.closed && !w.hangs
	w.mu.Unlock()
	if refused {
		_ = c.Close()
		return
	}
	s, err := net.Dial("tcp", w.server)
	if err != nil {
		_ = c.Close()
		return
	}
	w.mu.Lock()
	w.conns = append(w.conns, c, s)
	w.mu.Unlock()
	go w.copy(c, s)
	w.copy(s, c)
}

func (w *way) copy(to, from net.Conn) {
	defer to.Close()
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		w.mu.Lock()
		for w.closed && w.hangs {
			w.gate.Wait()
		}
		w.mu.Unlock()
		if _, werr := to.Write(buffer[:n]); err != nil || werr != nil {
			return
		}
	}
}

// close cuts everybody off, or lets everything hang.
func (w *way) close(hangs bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closed, w.hangs = true, hangs
	if hangs {
		return
	}
	w.gate.Broadcast()
	for _, c := range w.conns {
		_ = c.Close()
	}
	w.conns = nil
}

func (w *way) open() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closed = false
	w.gate.Broadcast()
}

package mongotest

import (
	"net"
	"strings"
	"sync"
	"testing"
)

// Way is a way to the server that can be closed.
type Way struct {
	URI, server string

	mu     sync.Mutex
	closed bool
	hangs  bool
	gate   *sync.Cond
	conns  []net.Conn
}

// NewWay makes a way to a database that a test can close.
func NewWay(t *testing.T, d Database) *Way {
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
	w := &Way{server: host, URI: scheme + "://" + user + l.Addr().String() + "/" + path}
	if !strings.Contains(path, "?") {
		w.URI += "?directConnection=true"
	}
	w.gate = sync.NewCond(&w.mu)
	t.Cleanup(func() { _ = l.Close(); w.Close(false) })
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

func (w *Way) carry(c net.Conn) {
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

func (w *Way) copy(to, from net.Conn) {
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

// Close cuts everybody off, or lets everything hang.
func (w *Way) Close(hangs bool) {
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

// Open lets everything through again.
func (w *Way) Open() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closed = false
	w.gate.Broadcast()
}

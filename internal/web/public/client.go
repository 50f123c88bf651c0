package public

import (
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"
)

// clientOf is whose request it is: an address, or the network of 64 bits that one
// household has in IPv6. What a client says of itself counts only where a proxy of
// ours said it: one on this machine or in a private network, which appends the
// address that it was asked from.
func clientOf(r *http.Request) netip.Prefix {
	peer := hostOf(r.RemoteAddr)
	if internal(peer) {
		said := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		for i := len(said) - 1; i >= 0 && internal(peer); i-- {
			addr, err := netip.ParseAddr(strings.TrimSpace(said[i]))
			if err != nil {
				break
			}
			peer = addr.Unmap()
		}
	}
	bits := 32
	if peer.Is6() {
		bits = 64
	}
	network, err := peer.Prefix(bits)
	if err != nil { // no address at all: a socket, a test
		return netip.Prefix{}
	}
	return network
}

func hostOf(remote string) netip.Addr {
	at, err := netip.ParseAddrPort(remote)
	if err != nil {
		return netip.Addr{}
	}
	return at.Addr().Unmap()
}

func internal(a netip.Addr) bool { return a.IsLoopback() || a.IsPrivate() || a.IsLinkLocalUnicast() }

// What one client's clicks may add to what is counted: a crowd behind one address
// of a mobile network fits, a machine that clicks all day does not.
const (
	clicksAtOnce  = 60
	clicksEach    = time.Second // one more
	clientsAtMost = 10_000      // that are told apart
)

// allowance lets each client do something so often.
type allowance struct {
	now     func() time.Time
	mu      sync.Mutex
	clients map[netip.Prefix]time.Time // when each would have used up nothing again
	swept   time.Time                  // when they were last looked through
}

// take uses one of a client's up; false: there is none left. Of more clients than
// can be told apart, the others share one allowance.
func (a *allowance) take(client netip.Prefix) bool {
	now := a.now()
	a.mu.Lock()
	defer a.mu.Unlock()
	until, known := a.clients[client]
	if !known && len(a.clients) >= clientsAtMost {
		a.forget(now)
		if len(a.clients) >= clientsAtMost {
			client = netip.Prefix{}
			until = a.clients[client]
		}
	}
	if until.Before(now) {
		until = now
	}
	if until.Sub(now) > (clicksAtOnce-1)*clicksEach {
		return false
	}
	a.clients[client] = until.Add(clicksEach)
	return true
}

// forget drops those who have used up nothing, once in a while.
func (a *allowance) forget(now time.Time) {
	if now.Sub(a.swept) < clicksEach {
		return
	}
	a.swept = now
	for client, until := range a.clients {
		if !until.After(now) {
			delete(a.clients, client)
		}
	}
}

package public

import (
	"net/http/httptest"
	"net/netip"
	"testing"
	"time"
)

func TestClientOf(t *testing.T) {
	for _, c := range []struct{ peer, said, want string }{
		{"203.0.113.7:1234", "", "203.0.113.7/32"},
		{"203.0.113.7:1234", "198.51.100.1", "203.0.113.7/32"}, // no proxy of ours says it
		{"10.0.0.2:1234", "198.51.100.1", "198.51.100.1/32"},
		{"127.0.0.1:1234", "192.0.2.99, 198.51.100.1", "198.51.100.1/32"}, // what the client said before is not believed
		{"172.17.0.1:1234", "198.51.100.1, 10.0.0.9", "198.51.100.1/32"},  // two proxies of ours
		{"10.0.0.2:1234", "nonsense", "10.0.0.2/32"},
		{"10.0.0.2:1234", "", "10.0.0.2/32"},
		{"[2001:db8:1:2:3:4:5:6]:1234", "", "2001:db8:1:2::/64"},
		{"[::1]:1234", "2001:db8:1:2:a:b:c:d", "2001:db8:1:2::/64"},
		{"[::ffff:203.0.113.7]:1", "", "203.0.113.7/32"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.peer
		if c.said != "" {
			r.Header.Set("X-Forwarded-For", c.said)
		}
		if got := clientOf(r).String(); got != c.want {
			t.Errorf("%s, said to be %q: %s, want %s", c.peer, c.said, got, c.want)
		}
	}
}

func TestAllowance(t *testing.T) {
	now := time.Unix(0, 0)
	a := &allowance{now: func() time.Time { return now }, clients: map[netip.Prefix]time.Time{}}
	client := func(n int) netip.Prefix {
		return netip.PrefixFrom(netip.AddrFrom4([4]byte{203, byte(n >> 16), byte(n >> 8), byte(n)}), 32)
	}
	taken := func(c netip.Prefix, tries int) (n int) {
		for range tries {
			if a.take(c) {
				n++
			}
		}
		return n
	}
	if n := taken(client(0), 1000); n != 60 {
		t.Errorf("%d of 1000 at once", n)
	}
	now = now.Add(10 * time.Second)
	if n := taken(client(0), 1000); n != 10 {
		t.Errorf("%d more after ten seconds", n)
	}
	for n := range 3 * clientsAtMost {
		a.take(client(n))
	}
	if n := len(a.clients); n > clientsAtMost+1 {
		t.Errorf("%d clients are told apart", n)
	}
	if taken(client(5*clientsAtMost), 1000) > 0 {
		t.Error("those who are not told apart have no limit")
	}
	now = now.Add(time.Hour)
	if n := taken(client(5*clientsAtMost), 1000); n != 60 {
		t.Errorf("%d for a new client, once the others have gone", n)
	}
	if n := len(a.clients); n != 1 {
		t.Errorf("%d clients after an hour", n)
	}
}

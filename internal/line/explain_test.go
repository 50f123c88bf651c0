package line_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"jitasa/internal/line"
)

// TestExplainAnswers: whatever sits at LINE's address, a person is told in one line and what to do.
func TestExplainAnswers(t *testing.T) {
	for _, c := range []struct {
		name   string
		answer http.HandlerFunc
		says   string
	}{
		{"refused token", says(401, `{"message":"x"}`), "LINE refuses the channel access token"},
		{"another kind of channel", says(403, `{"message":"x"}`), "lacks the right"},
		{"too often", says(429, `{"message":"The API rate limit has been exceeded."}`), "asked too often"},
		{"LINE fails", says(503, ""), "LINE fails when asked who the token belongs to (status 503)"},
		{"not LINE", says(404, "<html>"), "it is not LINE's"},
		{"a page of a proxy", says(200, "<html>sign in"), "its answer is not one of LINE's"},
		{"a fault of ours", says(400, `{"message":"x","details":[{"property":"size"}]}`), "rejected (status 400) at size. This is a fault of the program: report it, with LINE's request id req-1"},
		{"hung up", hangsUp, "ends the connection without an answer"},
	} {
		t.Run(c.name, func(t *testing.T) {
			server := newStand(t, c.answer)
			found := line.Check(t.Context(), newSender(t, server.URL, io.Discard), line.Expected{})
			if len(found) != 1 || found[0].Standing != line.Broken {
				t.Fatalf("%+v", found)
			}
			expect(t, told(t, found), c.says)
		})
	}
	f := line.Explain("the quota", io.ErrUnexpectedEOF) // not an error of LINE's adapter
	expect(t, told(t, []line.Finding{f}), "LINE could not be asked the quota")
}

// away is a way into the network on which every connection fails.
func away(err error) *http.Client {
	return &http.Client{Transport: &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return nil, err }}}
}

// TestExplainNetwork has the network fail in each way on the way to LINE.
func TestExplainNetwork(t *testing.T) {
	secure := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(secure.Close)
	plain := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(plain.Close)
	for _, c := range []struct {
		name, address string
		client        *http.Client
		says          string
	}{
		{"nobody there", "http://127.0.0.1:1", http.DefaultClient, "nothing listens there"},
		{"unknown name", "https://api.example", away(&net.DNSError{Name: "api.example", IsNotFound: true}), "the name api.example is not known"},
		{"no DNS", "https://api.example", away(&net.DNSError{Name: "api.example", IsTimeout: true}), "the DNS server does not answer"},
		{"nobody vouches", secure.URL, http.DefaultClient, "signed by nobody that this machine trusts"},
		{"no TLS", strings.Replace(plain.URL, "http:", "https:", 1), &http.Client{Transport: &http.Transport{}}, "it does not speak TLS"},
		{"something else", "https://api.example", away(io.ErrClosedPipe), "the connection fails: io: read/write on closed pipe"},
		{"silence", "https://api.example", away(context.DeadlineExceeded), "does not answer in time"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := line.NewSender(line.SenderOptions{Endpoint: c.address, Token: line.Fixed("channel-token"), HTTPClient: c.client})
			if err != nil {
				t.Fatal(err)
			}
			found := line.Check(t.Context(), s, line.Expected{})
			if len(found) != 1 {
				t.Fatalf("%+v", found)
			}
			expect(t, told(t, found), "MEND LINE cannot be reached", c.says)
		})
	}
}

// certified serves https with a certificate of our own making, and is a client that trusts its maker.
func certified(t *testing.T, name string, until time.Time) (address string, client *http.Client) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: until.Add(-48 * time.Hour), NotAfter: until,
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	if ip := net.ParseIP(name); ip != nil {
		template.IPAddresses = []net.IP{ip}
	} else {
		template.DNSNames = []string{name}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	maker, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.TLS = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}, MinVersion: tls.VersionTLS12}
	server.StartTLS()
	t.Cleanup(server.Close)
	trusted := x509.NewCertPool()
	trusted.AddCert(maker)
	return server.URL, &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted, MinVersion: tls.VersionTLS12}}}
}

// TestWebhookSeenFromHere: where LINE only says that it cannot connect, we look ourselves and say why.
func TestWebhookSeenFromHere(t *testing.T) {
	good, trusting := certified(t, "127.0.0.1", time.Now().Add(time.Hour))
	old, trustsOld := certified(t, "127.0.0.1", time.Now().Add(-time.Hour))
	other, trustsOther := certified(t, "another.example", time.Now().Add(time.Hour))
	plain := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(plain.Close)
	for _, c := range []struct {
		name, address string
		client        *http.Client
		says          string
	}{
		{"reachable", good, trusting, "From here it can be reached. See that a firewall lets in everybody"},
		{"expired", old, trustsOld, "Seen from here, its certificate is not valid today"},
		{"another name", other, trustsOther, "Seen from here, its certificate is for another name"},
		{"nobody vouches", good, nil, "signed by nobody that this machine trusts. Get a public certificate"},
		{"no TLS", strings.Replace(plain.URL, "http:", "https:", 1), &http.Client{Transport: &http.Transport{}}, "it does not speak TLS. Serve https"},
		{"unknown name", "https://bot.example", away(&net.DNSError{Name: "bot.example", IsNotFound: true}), "the name bot.example is not known. Check the spelling of the webhook's address"},
		{"nobody there", "https://127.0.0.1:1", nil, "nothing listens there (connection refused). Start the proxy"},
		{"silence", "https://bot.example", away(context.DeadlineExceeded), "it does not answer in time. Open the port"},
	} {
		t.Run(c.name, func(t *testing.T) {
			sender := played(t, map[string]string{
				"/v2/bot/channel/webhook/endpoint": `{"endpoint":"` + c.address + `/webhook/line","active":true}`,
				"/v2/bot/channel/webhook/test":     `{"success":false,"statusCode":0,"reason":"COULD_NOT_CONNECT","detail":"x"}`,
			})
			expect(t, told(t, line.Check(t.Context(), sender, line.Expected{Client: c.client})), "MEND LINE's test of "+c.address, c.says)
		})
	}
}

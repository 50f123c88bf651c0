package line

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"syscall"
)

const mendToken = "Issue a token in the LINE Developers console (your channel, Messaging API, Channel access token) and set JITASA_LINE_TOKEN."

// Explain puts an error of a call to LINE into words for whoever runs the bot;
// doing is what LINE was asked: "the quota", "to install the rich menus".
func Explain(doing string, err error) Finding {
	var e *Error
	if !errors.As(err, &e) {
		return Finding{Broken, "LINE could not be asked " + doing + ".", "Try again in a minute."}
	}
	switch {
	case e.Kind == Unauthorized && e.Status == http.StatusForbidden:
		return Finding{Broken, "The channel access token lacks the right when LINE is asked " + doing + ".",
			"Take the token of a Messaging API channel, not of LINE Login or a mini app. " + mendToken}
	case e.Kind == Unauthorized:
		return Finding{Broken, "LINE refuses the channel access token: it is wrong, revoked or expired.", mendToken}
	case e.Kind == RateLimited:
		return Finding{Broken, "LINE was asked too often " + doing + ".",
			"Wait an hour: LINE tests a webhook 60 times an hour at most, and makes or deletes 100 rich menus."}
	case e.Kind == NotFound:
		return Finding{Broken, "The server asked " + doing + " does not know such a question: it is not LINE's.",
			"Leave JITASA_LINE_API and JITASA_LINE_DATA_API empty: they are right without."}
	case e.Kind == Unavailable && e.Status != 0:
		return Finding{Broken, "LINE fails when asked " + doing + " (status " + strconv.Itoa(e.Status) + ").",
			"The fault is LINE's, or of a proxy on the way. Try again in some minutes; LINE tells of its troubles on https://api.line-status.info/"}
	case e.Kind == Unavailable:
		t := troubleOf(e.cause)
		return Finding{Broken, "LINE cannot be reached when asked " + doing + ": " + t.what + ".", t.ours}
	}
	report := "This is a fault of the program: report it"
	if e.RequestID != "" {
		report += ", with LINE's request id " + e.RequestID
	}
	return Finding{Broken, "LINE refuses what it is asked, " + doing + ": " + strings.TrimPrefix(e.Error(), "line: ") + ".", report + "."}
}

// trouble is a failure of the network in words.
type trouble struct {
	what   string // in the middle of a sentence
	ours   string // what to do where we called LINE
	theirs string // what to do where the webhook was called
}

// notLine is what to do where somebody else sits at LINE's address.
const notLine = "Leave JITASA_LINE_API and JITASA_LINE_DATA_API empty, unless you test with a simulator; then start it. Otherwise a proxy (HTTPS_PROXY) is in the way."

// troubleOf finds the words for an error of the network.
func troubleOf(err error) trouble {
	var unknown *net.DNSError
	switch {
	case errors.As(err, &unknown) && unknown.IsNotFound:
		return trouble{"the name " + unknown.Name + " is not known",
			"Check the spelling of JITASA_LINE_API if you set it, and this machine's DNS (/etc/resolv.conf).",
			"Check the spelling of the webhook's address, and make a DNS record for its name."}
	case errors.As(err, &unknown):
		return trouble{"the DNS server does not answer", "Check this machine's DNS (/etc/resolv.conf) and its connection to the internet.",
			"Check this machine's DNS (/etc/resolv.conf), then run this again."}
	case errors.Is(err, syscall.ECONNREFUSED):
		return trouble{"nothing listens there (connection refused)", notLine,
			"Start the proxy (and jitasa serve behind it), and open its port to the internet."}
	case errors.Is(err, syscall.EHOSTUNREACH) || errors.Is(err, syscall.ENETUNREACH):
		return trouble{"there is no way to it in the network", "Check this machine's connection to the internet.",
			"Check that the name's address is that of your server, and the server's connection."}
	case errors.Is(err, context.Canceled):
		return trouble{"you ended it", "Run it again.", "Run it again."}
	}
	if t, ok := certificateTrouble(err); ok {
		return t
	}
	return silence(err)
}

// certificateTrouble finds the words for what is wrong with TLS.
func certificateTrouble(err error) (trouble, bool) {
	const authorities = "Something between here and LINE opens encrypted connections, or this machine's certificates are missing or old (package ca-certificates)."
	const chain = "Get a public certificate, and serve it with its intermediate certificates (Caddy does so by itself)."
	var dated x509.CertificateInvalidError
	var name x509.HostnameError
	var signer x509.UnknownAuthorityError
	var plain tls.RecordHeaderError
	switch {
	case errors.As(err, &dated) && dated.Reason == x509.Expired:
		return trouble{"its certificate is not valid today: it has expired, or this machine's clock is wrong",
			"Check this machine's clock and date (timedatectl).", "Renew the certificate; if it is new, check this machine's clock and date."}, true
	case errors.As(err, &name):
		return trouble{"its certificate is for another name", authorities, "Get a certificate for the very name in the webhook's address."}, true
	case errors.As(err, &signer):
		return trouble{"its certificate is signed by nobody that this machine trusts", authorities, chain}, true
	case errors.As(err, &dated):
		return trouble{"its certificate is not valid", authorities, chain}, true
	case errors.As(err, &plain) || errors.Is(err, http.ErrSchemeMismatch):
		return trouble{"it does not speak TLS", notLine, "Serve https on that port, with a public certificate."}, true
	}
	return trouble{}, false
}

// silence finds the words for a server that does not answer, or not to the end.
func silence(err error) trouble {
	var timeout net.Error
	switch {
	case errors.As(err, &timeout) && timeout.Timeout():
		return trouble{"it does not answer in time", "Check this machine's connection to the internet, and that its firewall lets it reach LINE (port 443).",
			"Open the port in the firewall, and check that the server runs and is not overloaded."}
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.ECONNRESET):
		return trouble{"it ends the connection without an answer", notLine, "See the log of the proxy before the bot."}
	case err == nil || errors.Is(err, errUnreadable):
		return trouble{"its answer is not one of LINE's", notLine, "See the log of the proxy before the bot."}
	}
	return trouble{"the connection fails: " + err.Error(), "Check this machine's connection to the internet, and JITASA_LINE_API if you set it.",
		"Check that its public address is reachable from the internet with a valid certificate."}
}

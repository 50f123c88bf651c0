package config

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // containers often have no time-zone database
)

// setting is one thing that can be set. Its names are a contract with people's deployments.
type setting struct {
	flag, env string
	fallback  string // "" if there is none
	help      string
	parse     func(c *Config, value string) error // must not quote the value of a secret
	show      func(Config) string
}

// settings is the list of all there are, in the order in which they are listed and checked.
func settings() []setting {
	return []setting{
		{"addr", "JITASA_ADDR", "127.0.0.1:8080", "host:port to listen on",
			func(c *Config, v string) error { return checkAddr(&c.Addr, v) },
			func(c Config) string { return c.Addr }},
		{"public-url", "JITASA_PUBLIC_URL", "", "https address under which people reach the pages",
			func(c *Config, v string) error { return checkURL(&c.PublicURL, v) },
			func(c Config) string { return c.PublicURL }},
		{"store", "JITASA_STORE", "sqlite:jitasa.db", "sqlite:PATH, mongodb://HOSTS/DATABASE or mongodb+srv://HOST/DATABASE",
			func(c *Config, v string) error { return parseStore(&c.Store, v) },
			func(c Config) string { return c.Store.String() }},
		{"line-secret", "JITASA_LINE_SECRET", "", "the LINE channel's secret",
			func(c *Config, v string) error { return checkSecret(&c.Line.Secret, v) },
			func(c Config) string { return c.Line.Secret.String() }},
		{"line-token", "JITASA_LINE_TOKEN", "", "the LINE channel's access token",
			func(c *Config, v string) error { return checkSecret(&c.Line.Token, v) },
			func(c Config) string { return c.Line.Token.String() }},
		{"line-api", "JITASA_LINE_API", "https://api.line.me", "address of LINE's Messaging API",
			func(c *Config, v string) error { return checkURL(&c.Line.API, v) },
			func(c Config) string { return c.Line.API }},
		{"line-data-api", "JITASA_LINE_DATA_API", "https://api-data.line.me", "address of LINE's content API",
			func(c *Config, v string) error { return checkURL(&c.Line.DataAPI, v) },
			func(c Config) string { return c.Line.DataAPI }},
		{"line-rate", "JITASA_LINE_RATE", "180", "requests a second at most that newsletters and calls may make; LINE allows 200 multicasts",
			func(c *Config, v string) error { return parseCount(&c.Line.Rate, v, 1) },
			func(c Config) string { return strconv.Itoa(c.Line.Rate) }},
		{"reserve", "JITASA_RESERVE", "0", "messages of the month kept for calls for help and for people in danger: everything else leaves them",
			func(c *Config, v string) error { return parseCount(&c.Reserve, v, 0) },
			func(c Config) string { return strconv.Itoa(c.Reserve) }},
		{"key", "JITASA_KEY", "", "the master key that seals personal data: 32 random bytes in base64 (openssl rand -base64 32)",
			func(c *Config, v string) error { return parseKey(&c.Key, v) },
			func(c Config) string { return c.Key.String() }},
		{"roles", "JITASA_ROLES", "web,worker", "what this process does: web, worker or both",
			func(c *Config, v string) error { return parseRoles(&c.Roles, v) },
			func(c Config) string { return c.Roles.String() }},
		{"metrics-addr", "JITASA_METRICS_ADDR", "", "host:port of a listener for Prometheus alone (/metrics)",
			func(c *Config, v string) error { return checkAddr(&c.Metrics.Addr, v) },
			func(c Config) string { return c.Metrics.Addr }},
		{"metrics-token", "JITASA_METRICS_TOKEN", "", "bearer token with which /metrics can be read on the main listener",
			func(c *Config, v string) error { return checkSecret(&c.Metrics.Token, v) },
			func(c Config) string { return c.Metrics.Token.String() }},
		{"tz", "JITASA_TZ", "Asia/Bangkok", "time zone in which people mean dates and times",
			func(c *Config, v string) error { return parseZone(&c.Zone, v) },
			func(c Config) string { return showZone(c.Zone) }},
	}
}

func checkAddr(into *string, value string) error {
	_, port, err := net.SplitHostPort(value)
	if err != nil {
		return fmt.Errorf("%q is not host:port", value)
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || strconv.FormatUint(n, 10) != port {
		return fmt.Errorf("%q has no port between 0 and 65535", value)
	}
	*into = value
	return nil
}

func parseCount(into *int, value string, least int) error {
	n, err := strconv.Atoi(value)
	if err != nil || n < least || n > 1_000_000_000 {
		return fmt.Errorf("%q is not a whole number from %d on", value, least)
	}
	*into = n
	return nil
}

// checkURL quotes nothing but the host: an address may carry a password by mistake.
func checkURL(into *string, value string) error {
	u, err := url.Parse(value)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		return errors.New("is not an http(s) address such as https://example.org")
	case u.User != nil:
		return errors.New("must not have a user or password in it")
	case u.RawQuery != "" || u.Fragment != "" || u.ForceQuery:
		return errors.New("must not have ? or # in it")
	case u.Scheme == "http" && !loopback(u.Hostname()):
		return fmt.Errorf("must be https, because %s is not this machine", u.Hostname())
	}
	*into = strings.TrimRight(value, "/")
	return nil
}

func checkSecret(into *Secret, value string) error {
	for _, r := range value {
		if r <= ' ' || r > '~' {
			return errors.New("has spaces or other characters that do not belong there")
		}
	}
	*into = Secret(value)
	return nil
}

// ParseKey reads a master key.
func ParseKey(value string) (key Secret, err error) {
	if value == "" {
		return "", errors.New("is not set")
	}
	err = parseKey(&key, value)
	return key, err
}

func parseKey(into *Secret, value string) error {
	// With or without padding, in either alphabet: whatever tool made it, only its 32 bytes matter.
	text := strings.NewReplacer("-", "+", "_", "/").Replace(strings.TrimRight(value, "="))
	key, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil {
		return errors.New("is not base64")
	}
	if len(key) != 32 {
		return fmt.Errorf("is %d bytes long, must be 32", len(key))
	}
	*into = Secret(key)
	return nil
}

func parseRoles(into *Roles, value string) error {
	var roles Roles
	for name := range strings.SplitSeq(value, ",") {
		switch strings.TrimSpace(name) {
		case "web":
			roles.Web = true
		case "worker":
			roles.Worker = true
		default:
			return fmt.Errorf("%q is not a role; there are web and worker", strings.TrimSpace(name))
		}
	}
	*into = roles
	return nil
}

func parseZone(into **time.Location, value string) error {
	zone, err := time.LoadLocation(value)
	if err != nil || value == "Local" {
		return fmt.Errorf("%q is not a time zone such as Asia/Bangkok", value)
	}
	*into = zone
	return nil
}

func showZone(zone *time.Location) string {
	if zone == nil {
		return ""
	}
	return zone.String()
}

// publicURL is as set, or the listening address where that is this machine: good for trying, never for real people.
func publicURL(c Config) string {
	host, port, err := net.SplitHostPort(c.Addr)
	if c.PublicURL != "" || err != nil || !loopback(host) {
		return c.PublicURL
	}
	return "http://" + net.JoinHostPort(host, port)
}

// linksLeadNowhere says what is wrong with the public address for people who follow a link on their phones; "" if nothing is.
func (c Config) linksLeadNowhere() string {
	switch {
	case here(c.Line.API): // so are the people
		return ""
	case c.PublicURL == "":
		return "is needed: the https address under which people reach the pages, because links in what is sent lead there"
	case here(c.PublicURL):
		return fmt.Sprintf("%s would lead people who follow a link to their own phone: set the https address under which they reach the pages", c.PublicURL)
	}
	return ""
}

// here reports whether an address is this machine's, or none that anybody could call.
func here(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(u.Hostname())
	return loopback(u.Hostname()) || err == nil && ip.IsUnspecified()
}

func loopback(host string) bool {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

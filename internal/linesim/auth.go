package linesim

import (
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// Lifetimes of channel access tokens (Channel access token reference).
const (
	statelessLife  = 15 * time.Minute
	shortLivedLife = 30 * 24 * time.Hour
	longestJWTLife = 30 * 24 * time.Hour
)

const jwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

// channelTokens knows which channel tokens are valid.
type channelTokens struct {
	fixed string

	mu     sync.RWMutex
	issued map[string]issuedToken
}

type issuedToken struct {
	expires   time.Time
	kid       string // of tokens v2.1
	stateless bool   // cannot be revoked
}

func newChannelTokens(fixed string) *channelTokens {
	return &channelTokens{fixed: fixed, issued: map[string]issuedToken{}}
}

// valid tells whether the token may call the API, and for how long yet.
func (t *channelTokens) valid(token string, now time.Time) (time.Duration, bool) {
	if token == "" {
		return 0, false
	}
	if t.fixed != "" && subtle.ConstantTimeCompare([]byte(token), []byte(t.fixed)) == 1 {
		return 100 * 365 * 24 * time.Hour, true
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	was, ok := t.issued[token]
	return was.expires.Sub(now), ok && now.Before(was.expires)
}

func (t *channelTokens) add(token string, is issuedToken, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for old, was := range t.issued { // a handful at most
		if now.After(was.expires) {
			delete(t.issued, old)
		}
	}
	t.issued[token] = is
}

func (t *channelTokens) revoke(token string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.issued[token].stateless {
		delete(t.issued, token)
	}
}

func (t *channelTokens) kids(now time.Time) []string {
	t.mu.RLock()
	defer t.mu.RUnlock()
	kids := []string{}
	for _, is := range t.issued {
		if is.kid != "" && now.Before(is.expires) {
			kids = append(kids, is.kid)
		}
	}
	return kids
}

func (c *call) authorised() bool {
	token, found := strings.CutPrefix(c.r.Header.Get("Authorization"), "Bearer ")
	_, valid := c.tokens.valid(token, c.Now())
	return found && valid
}

func (s *Sim) tokenEndpoints() []endpoint {
	form := func(pattern string, h func(*call, url.Values) answer) endpoint {
		return endpoint{pattern: pattern, open: true, max: maxForm, handle: func(c *call) answer {
			values, err := url.ParseQuery(string(c.body))
			if err != nil || !strings.HasPrefix(c.r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
				return c.oauthError("invalid_request", "the body is not form-urlencoded")
			}
			return h(c, values)
		}}
	}
	return []endpoint{
		form("POST /oauth2/v3/token", (*call).issueStateless),
		form("POST /oauth2/v2.1/token", (*call).issueByJWT),
		form("POST /oauth2/v2.1/revoke", (*call).revokeByJWT),
		{pattern: "GET /oauth2/v2.1/verify", open: true, handle: func(c *call) answer {
			return c.verifyToken(c.r.URL.Query().Get("access_token"))
		}},
		{pattern: "GET /oauth2/v2.1/tokens/kid", open: true, handle: (*call).tokenKids},
		form("POST /v2/oauth/accessToken", (*call).issueShortLived),
		form("POST /v2/oauth/verify", func(c *call, v url.Values) answer { return c.verifyToken(v.Get("access_token")) }),
		form("POST /v2/oauth/revoke", func(c *call, v url.Values) answer {
			c.tokens.revoke(v.Get("access_token"))
			return answer{status: http.StatusOK}
		}),
	}
}

func (c *call) oauthError(code, description string) answer {
	c.findings = append(c.findings, code+": "+description)
	return reply(http.StatusBadRequest, map[string]string{"error": code, "error_description": description})
}

func (c *call) issue(is issuedToken, life time.Duration, extra map[string]any) answer {
	now := c.Now()
	is.expires = now.Add(life)
	token := "sim." + c.ids.hex32() + c.ids.hex32()
	c.tokens.add(token, is, now)
	body := map[string]any{"access_token": token, "token_type": "Bearer", "expires_in": int(life / time.Second)}
	for k, v := range extra {
		body[k] = v
	}
	return ok(body)
}

// ownSecret checks client_id and client_secret in constant time.
func (c *call) ownSecret(v url.Values) bool {
	id := subtle.ConstantTimeCompare([]byte(v.Get("client_id")), []byte(c.opt.ChannelID))
	secret := subtle.ConstantTimeCompare([]byte(v.Get("client_secret")), []byte(c.opt.ChannelSecret))
	return id&secret == 1
}

func (c *call) issueStateless(v url.Values) answer {
	if v.Get("grant_type") != "client_credentials" {
		return c.oauthError("unsupported_grant_type", "grant_type must be client_credentials")
	}
	if v.Has("client_assertion") || v.Has("client_assertion_type") {
		if _, problem := c.assertion(v); problem != "" {
			return c.oauthError("invalid_client", problem)
		}
	} else if !c.ownSecret(v) {
		return c.oauthError("invalid_client", "client_id or client_secret is wrong")
	}
	return c.issue(issuedToken{stateless: true}, statelessLife-time.Second, nil)
}

func (c *call) issueShortLived(v url.Values) answer {
	if v.Get("grant_type") != "client_credentials" || !c.ownSecret(v) {
		return c.oauthError("invalid_request", "some parameters missed or invalid")
	}
	return c.issue(issuedToken{}, shortLivedLife, nil)
}

func (c *call) issueByJWT(v url.Values) answer {
	if v.Get("grant_type") != "client_credentials" {
		return c.oauthError("unsupported_grant_type", "grant_type must be client_credentials")
	}
	life, problem := c.assertion(v)
	if problem != "" {
		return c.oauthError("invalid_client", problem)
	}
	kid := c.ids.hex32()
	return c.issue(issuedToken{kid: kid}, life, map[string]any{"key_id": kid})
}

func (c *call) revokeByJWT(v url.Values) answer {
	if !c.ownSecret(v) {
		return c.oauthError("invalid_client", "client_id or client_secret is wrong")
	}
	c.tokens.revoke(v.Get("access_token"))
	return answer{status: http.StatusOK}
}

func (c *call) tokenKids() answer {
	if _, problem := c.assertion(c.r.URL.Query()); problem != "" {
		return c.oauthError("invalid_client", problem)
	}
	return ok(map[string]any{"kids": c.tokens.kids(c.Now())})
}

func (c *call) verifyToken(token string) answer {
	left, valid := c.tokens.valid(token, c.Now())
	if !valid {
		return c.oauthError("invalid_request", "access token expired")
	}
	return ok(map[string]any{"client_id": c.opt.ChannelID, "expires_in": int64(left / time.Second), "scope": "P CM"})
}

// assertion reads a JWT and checks all but its signature: the key that would
// verify it is registered in LINE's console and unknown here.
func (c *call) assertion(v url.Values) (life time.Duration, problem string) {
	if v.Get("client_assertion_type") != jwtBearer {
		return 0, "client_assertion_type must be " + jwtBearer
	}
	parts := strings.Split(v.Get("client_assertion"), ".")
	if len(parts) != 3 || parts[2] == "" {
		return 0, "client_assertion is not a JWT"
	}
	var header struct{ Alg, Kid, Typ string }
	var claims struct {
		Iss, Sub string
		Aud      any
		Exp      int64
		TokenExp int64 `json:"token_exp"`
	}
	if !decodeSegment(parts[0], &header) || !decodeSegment(parts[1], &claims) {
		return 0, "client_assertion is not a JWT"
	}
	now := c.Now()
	switch life = time.Duration(claims.TokenExp) * time.Second; {
	case header.Alg != "RS256" || header.Kid == "":
		return 0, "the JWT header needs alg RS256 and a kid"
	case claims.Iss != c.opt.ChannelID || claims.Sub != c.opt.ChannelID:
		return 0, "iss and sub must be the channel ID"
	case claims.Aud != "https://api.line.me/":
		return 0, "aud must be https://api.line.me/"
	case claims.Exp <= now.Unix() || claims.Exp > now.Add(30*time.Minute).Unix():
		return 0, "exp must lie within the next 30 minutes"
	case claims.TokenExp < 0 || life > longestJWTLife:
		return 0, "token_exp must be at most 30 days"
	}
	if life == 0 {
		life = longestJWTLife
	}
	return life, ""
}

func decodeSegment(segment string, into any) bool {
	raw, err := base64.RawURLEncoding.DecodeString(segment)
	return err == nil && json.Unmarshal(raw, into) == nil
}

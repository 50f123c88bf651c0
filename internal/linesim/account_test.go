package linesim_test

import (
	"encoding/base64"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"jitasa/internal/linesim"
)

func bearer(token string) header { return header{"Authorization", token} }

func form(values ...string) string {
	v := url.Values{}
	for i := 0; i < len(values); i += 2 {
		v.Set(values[i], values[i+1])
	}
	return v.Encode()
}

var isForm = header{"Content-Type", "application/x-www-form-urlencoded"}

func TestAuthentication(t *testing.T) {
	w := newWorld(t, nil)
	for _, value := range []string{"", "Bearer", "Bearer ", "Bearer wrong", "Basic " + testToken, testToken} {
		r := w.do("GET", "/v2/bot/info", "", bearer(value))
		w.want(r, 401, `{"message":"Authentication failed`)
		if r.header.Get("X-Line-Request-Id") == "" {
			t.Error("no request id")
		}
	}
	w.want(w.do("GET", "/v2/bot/info", ""), 200, `"basicId":"@linesim","chatMode":"bot"`)
	w.want(w.do("GET", "/v2/bot/unknown", ""), 404, `{"message":"Not found"}`)
	w.want(w.do("GET", "/v2/bot/unknown", "", bearer("x")), 401, "")
}

func TestStatelessToken(t *testing.T) {
	w := newWorld(t, nil)
	body := form("grant_type", "client_credentials", "client_id", "1234567890", "client_secret", testSecret)
	r := w.do("POST", "/oauth2/v3/token", body, isForm, bearer(""))
	w.want(r, 200, `"expires_in":899,"token_type":"Bearer"`)
	token := r.field(t, "access_token").(string)
	w.want(w.do("GET", "/v2/bot/info", "", bearer("Bearer "+token)), 200, "")
	w.sim.Advance(15 * time.Minute)
	w.want(w.do("GET", "/v2/bot/info", "", bearer("Bearer "+token)), 401, "")
	w.want(w.do("POST", "/oauth2/v3/token", form("grant_type", "client_credentials", "client_id", "1", "client_secret", testSecret), isForm), 400, "invalid_client")
	w.want(w.do("POST", "/oauth2/v3/token", form("grant_type", "password"), isForm), 400, "unsupported_grant_type")
	w.want(w.do("POST", "/oauth2/v3/token", `{"grant_type":"client_credentials"}`), 400, "invalid_request")
}

func jwt(claims string) string {
	enc := base64.RawURLEncoding.EncodeToString
	return enc([]byte(`{"alg":"RS256","typ":"JWT","kid":"k"}`)) + "." + enc([]byte(claims)) + ".c2ln"
}

func TestTokenByJWT(t *testing.T) {
	w := newWorld(t, nil)
	claims := func(iss string, exp int64, life int) string {
		return jwt(fmt.Sprintf(`{"iss":%q,"sub":"1234567890","aud":"https://api.line.me/","exp":%d,"token_exp":%d}`, iss, exp, life))
	}
	soon := time.Now().Add(20 * time.Minute).Unix()
	ask := func(assertion string) result {
		return w.do("POST", "/oauth2/v2.1/token", form("grant_type", "client_credentials", "client_assertion", assertion,
			"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"), isForm)
	}
	r := ask(claims("1234567890", soon, 86400))
	w.want(r, 200, `"expires_in":86400`)
	token := r.field(t, "access_token").(string)
	w.want(w.do("GET", "/v2/bot/info", "", bearer("Bearer "+token)), 200, "")
	w.want(w.do("GET", "/oauth2/v2.1/verify?access_token="+token, ""), 200, `"client_id":"1234567890"`)
	kids := "/oauth2/v2.1/tokens/kid?" + form("client_assertion", claims("1234567890", soon, 0),
		"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
	w.want(w.do("GET", kids, ""), 200, r.field(t, "key_id").(string))
	w.want(w.do("POST", "/oauth2/v2.1/revoke", form("client_id", "1234567890", "client_secret", testSecret, "access_token", token), isForm), 200, "")
	w.want(w.do("GET", "/v2/bot/info", "", bearer("Bearer "+token)), 401, "")
	w.want(w.do("GET", "/oauth2/v2.1/verify?access_token="+token, ""), 400, "invalid_request")
	for _, bad := range []string{"x", "a.b.c", claims("2", soon, 1), claims("1234567890", soon-3600, 1), claims("1234567890", soon, 31*86400), jwt(`{}`)} {
		w.want(ask(bad), 400, "invalid_client")
	}
}

func TestShortLivedToken(t *testing.T) {
	w := newWorld(t, nil)
	r := w.do("POST", "/v2/oauth/accessToken", form("grant_type", "client_credentials", "client_id", "1234567890", "client_secret", testSecret), isForm)
	w.want(r, 200, `"expires_in":2592000`)
	token := r.field(t, "access_token").(string)
	w.want(w.do("POST", "/v2/oauth/verify", form("access_token", token), isForm), 200, "client_id")
	w.want(w.do("POST", "/v2/oauth/revoke", form("access_token", token), isForm), 200, "")
	w.want(w.do("POST", "/v2/oauth/verify", form("access_token", token), isForm), 400, "")
}

func TestProfileAndFollowers(t *testing.T) {
	w := newWorld(t, nil)
	id := w.friend("สมชาย ใจดี")
	w.want(w.do("GET", "/v2/bot/profile/"+id, ""), 200, `"displayName":"สมชาย ใจดี","language":"th","userId":"`+id+`"`)
	w.want(w.do("GET", "/v2/bot/profile/U"+strings.Repeat("0", 32), ""), 404, "Not found")
	w.want(w.do("GET", "/v2/bot/profile/me", ""), 400, "userId")
	other, third := w.friend("b"), w.friend("c")
	w.sim.AddPerson("stranger", "en")
	first := w.do("GET", "/v2/bot/followers/ids?limit=2", "")
	w.want(first, 200, `"userIds":["`+id+`","`+other+`"]`)
	next := first.field(t, "next").(string)
	w.want(w.do("GET", "/v2/bot/followers/ids?limit=2&start="+next, ""), 200, `{"userIds":["`+third+`"]}`)
	w.want(w.do("GET", "/v2/bot/followers/ids?limit=1001", ""), 400, "")
	w.want(w.do("GET", "/v2/bot/followers/ids?start=2", ""), 400, "")
	w.want(w.do("POST", "/v2/bot/user/"+id+"/linkToken", ""), 200, `{"linkToken":"link-`)
}

func TestWebhookEndpoint(t *testing.T) {
	w := newWorld(t, func(o *linesim.Options) { o.NoRateLimits = true })
	hook := w.sim.Webhook().URL
	w.want(w.do("GET", "/v2/bot/channel/webhook/endpoint", ""), 200, `{"active":true,"endpoint":"`+hook+`"}`)
	w.want(w.do("POST", "/v2/bot/channel/webhook/test", `{}`), 200, `"reason":"OK","statusCode":200,"success":true`)
	if body := string(w.hooks()[0].body); !strings.HasSuffix(body, `"events":[]}`) {
		t.Errorf("test webhook %s", body)
	}
	w.status = func(int) int { return 500 }
	w.want(w.do("POST", "/v2/bot/channel/webhook/test", ""), 200, `"statusCode":500,"success":false`)
	w.want(w.do("POST", "/v2/bot/channel/webhook/test", `{"endpoint":"http://127.0.0.1:1/"}`), 200, `"reason":"COULD_NOT_CONNECT","statusCode":0,"success":false`)
	w.want(w.do("PUT", "/v2/bot/channel/webhook/endpoint", `{"endpoint":"`+hook+`/new"}`), 200, "{}")
	w.want(w.do("PUT", "/v2/bot/channel/webhook/endpoint", `{"endpoint":"ftp://example.com"}`), 400, `"property":"endpoint"`)
	w.want(w.do("PUT", "/v2/bot/channel/webhook/endpoint", `{"endpoint":"https://example.com/`+strings.Repeat("a", 500)+`"}`), 400, `"property":"endpoint"`)
	if got := w.sim.Webhook().URL; got != hook+"/new" {
		t.Errorf("webhook %s", got)
	}
}

// A switched-off webhook loses events, as LINE's does.
func TestWebhookOff(t *testing.T) {
	w := newWorld(t, nil)
	if err := w.sim.SetWebhook(linesim.WebhookState{URL: w.sim.Webhook().URL}); err != nil {
		t.Fatal(err)
	}
	w.friend("a")
	if n := len(w.hooks()); n != 0 {
		t.Errorf("%d webhooks", n)
	}
	if log := w.sim.Log(0, 0); len(log) != 1 || !strings.Contains(log[0].Note, "switched off") {
		t.Errorf("log %+v", log)
	}
}

func TestInsight(t *testing.T) {
	w := newWorld(t, nil)
	w.sim.SetClock(time.Date(2026, 7, 10, 12, 0, 0, 0, time.UTC))
	id := w.friend("a")
	w.friend("b")
	if _, err := w.sim.Unfollow(id); err != nil {
		t.Fatal(err)
	}
	r := w.do("POST", "/v2/bot/message/broadcast", `{"messages":[{"type":"text","text":"x"}]}`)
	w.want(w.do("GET", "/v2/bot/insight/followers?date=20260709", ""), 200, `{"blocks":1,"followers":2,"status":"ready","targetedReaches":null}`)
	w.want(w.do("GET", "/v2/bot/insight/followers?date=20260710", ""), 200, `{"status":"unready"}`)
	w.want(w.do("GET", "/v2/bot/insight/followers", ""), 400, "date")
	w.want(w.do("GET", "/v2/bot/insight/message/event?requestId="+r.header.Get("X-Line-Request-Id"), ""), 200, `"delivered":1`)
	w.want(w.do("GET", "/v2/bot/insight/message/event?requestId=none", ""), 404, "")
	w.want(w.do("GET", "/v2/bot/insight/message/event/aggregation?customAggregationUnit=u&from=20260701&to=20260702", ""), 200, `"uniqueImpression":null`)
	w.want(w.do("GET", "/v2/bot/insight/message/event/aggregation?customAggregationUnit=u&from=20260701&to=20260901", ""), 400, "'to'")
	menu := w.newMenu()
	w.want(w.do("GET", "/v2/bot/insight/richmenu/"+menu+"/summary?from=20260701&to=20260801", ""), 200, `{"richMenuId":"`+menu+`"}`)
	w.want(w.do("GET", "/v2/bot/insight/richmenu/"+menu+"/daily?from=20260101&to=20260801", ""), 400, "'to'")
	w.want(w.do("GET", "/v2/bot/insight/richmenu/none/daily?from=20260701&to=20260701", ""), 404, "")
	w.want(w.do("GET", "/v2/bot/insight/demographic", ""), 200, `{"available":false}`)
	w.sim.Advance(24 * time.Hour)
	w.want(w.do("GET", "/v2/bot/insight/message/delivery?date=20260710", ""), 200, `{"apiBroadcast":1,"status":"ready"}`)
}

func TestOptions(t *testing.T) {
	for _, o := range []linesim.Options{{WebhookURL: "nonsense"}, {Bot: linesim.Bot{UserID: "bot"}}, {Quota: linesim.Quota{Type: "x"}}} {
		if _, err := linesim.New(o); err == nil {
			t.Errorf("accepted %+v", o)
		}
	}
	a, err := linesim.New(linesim.Options{Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	b, err := linesim.New(linesim.Options{Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	if x, y := a.AddPerson("x", "th"), b.AddPerson("x", "th"); x != y || a.Bot() != b.Bot() {
		t.Errorf("one seed, two outcomes: %+v %+v", x, y)
	}
	for _, s := range []*linesim.Sim{a, b} {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

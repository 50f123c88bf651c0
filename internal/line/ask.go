package line

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/line/line-bot-sdk-go/v8/linebot/channel_access_token"
	"github.com/line/line-bot-sdk-go/v8/linebot/messaging_api"
)

// Profile is what a person shows on LINE.
type Profile struct {
	Name       string
	Language   string // BCP 47, such as th or en; "" when LINE does not tell
	PictureURL string
}

// Profile asks LINE about a person. [NotFound]: not a friend, or blocked the bot.
func (s *Sender) Profile(ctx context.Context, id string) (Profile, error) {
	if !validPerson(id) {
		return Profile{}, fmt.Errorf("fetching a profile: %w", ErrRecipient)
	}
	p, err := s.sdk(ctx).GetProfile(id)
	if err != nil {
		return Profile{}, asked("fetching a profile", err)
	}
	return Profile{Name: clean(p.DisplayName), Language: p.Language, PictureURL: p.PictureUrl}, nil
}

// Quota is the month's allowance of paid messages.
type Quota struct {
	Limited bool // false: the plan sets no limit
	Limit   int  // messages this month
	Used    int  // about, and with those that staff sent by hand
}

// Left is how many more may be sent; meaningful when Limited.
func (q Quota) Left() int { return max(0, q.Limit-q.Used) }

// Quota asks for the month's allowance and what is used of it, as patiently as messages are sent.
func (s *Sender) Quota(ctx context.Context) (Quota, error) {
	limit, err := patiently(ctx, s, s.sdk(ctx).GetMessageQuota)
	if err != nil {
		return Quota{}, asked("fetching the quota", err)
	}
	used, err := patiently(ctx, s, s.sdk(ctx).GetMessageQuotaConsumption)
	if err != nil {
		return Quota{}, asked("fetching the quota's use", err)
	}
	return Quota{Limited: limit.Type == messaging_api.QuotaType_LIMITED, Limit: int(limit.Value), Used: int(used.TotalUsage)}, nil
}

// patiently asks again, with the same back-off as messages, while LINE fails.
func patiently[T any](ctx context.Context, s *Sender, ask func() (T, error)) (answer T, err error) {
	for attempt := 1; ; attempt++ {
		answer, err = ask()
		if !IsKind(err, Unavailable) || attempt == pushAttempts || !s.wait(ctx, attempt) {
			return answer, err
		}
	}
}

// Bot is the official account that the token belongs to.
type Bot struct {
	ID       string // its user id: the webhook's destination
	BasicID  string // what people search for, @…
	Name     string
	Chat     bool      // staff can write by hand in the LINE Official Account Manager
	Answered time.Time // by LINE's clock, to the second; zero if the answer does not tell
}

// Bot asks who the token speaks for.
func (s *Sender) Bot(ctx context.Context) (Bot, error) {
	response, b, err := s.sdk(ctx).GetBotInfoWithHttpInfo()
	if err != nil {
		return Bot{}, asked("fetching the bot's own profile", err)
	}
	bot := Bot{ID: b.UserId, BasicID: b.BasicId, Name: clean(b.DisplayName), Chat: b.ChatMode == messaging_api.BotInfoResponseCHAT_MODE_CHAT}
	if at, err := http.ParseTime(response.Header.Get("Date")); err == nil {
		bot.Answered = at
	}
	return bot, nil
}

// Grant is what a fixed token stands for.
type Grant struct {
	Channel string        // its id
	Left    time.Duration // until it ends; 0: it has no end
}

// Grant asks LINE about the token. [Rejected]: it is of a kind that LINE does
// not tell about this way. The token travels in the body, never in an address.
func (s *Sender) Grant(ctx context.Context) (Grant, error) {
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	token, err := s.token.Token(ctx)
	if err != nil {
		return Grant{}, fmt.Errorf("verifying the token: %w", tokenError(err))
	}
	// Not over the carrier: here the token is what is asked about, not who asks.
	api, err := channel_access_token.NewChannelAccessTokenAPI(channel_access_token.WithEndpoint(s.base), channel_access_token.WithHTTPClient(s.client))
	if err != nil {
		return Grant{}, fmt.Errorf("preparing the token client: %w", err)
	}
	response, told, err := api.WithContext(ctx).VerifyChannelTokenWithHttpInfo(token)
	switch {
	case response != nil && response.StatusCode/100 != 2:
		return Grant{}, fmt.Errorf("verifying the token: %w", Classify(response.StatusCode, nil, response.Header))
	case response == nil && err != nil:
		return Grant{}, fmt.Errorf("verifying the token: %w", unavailable(err))
	case err != nil || told.ClientId == "" || opaque(told.ClientId) != told.ClientId:
		return Grant{}, asked("verifying the token", errUnreadable)
	}
	grant := Grant{Channel: told.ClientId}
	if told.ExpiresIn > 0 && told.ExpiresIn < int64(forever/time.Second) {
		grant.Left = time.Duration(told.ExpiresIn) * time.Second
	}
	return grant, nil
}

// Webhook is where LINE sends events.
type Webhook struct {
	URL    string
	Active bool // "Use webhook" is switched on in the console
}

// Webhook asks where LINE sends events. [NotFound]: nowhere yet.
func (s *Sender) Webhook(ctx context.Context) (Webhook, error) {
	w, err := s.sdk(ctx).GetWebhookEndpoint()
	if err != nil {
		return Webhook{}, asked("fetching the webhook address", err)
	}
	return Webhook{URL: w.Endpoint, Active: w.Active}, nil
}

// SetWebhook tells LINE where to send events (https). LINE may take a minute to heed it.
func (s *Sender) SetWebhook(ctx context.Context, address string) error {
	_, err := s.sdk(ctx).SetWebhookEndpoint(&messaging_api.SetWebhookEndpointRequest{Endpoint: address})
	return asked("setting the webhook address", err)
}

// Trial is the outcome of a test of the webhook.
type Trial struct {
	OK     bool
	Status int    // what our webhook answered
	Reason string // LINE's word: OK, COULD_NOT_CONNECT, REQUEST_TIMEOUT, ERROR_STATUS_CODE, …
}

// TestWebhook has LINE send an empty event to an address, at most 60 times an
// hour. The address is told, as LINE may take a minute to heed a new one.
func (s *Sender) TestWebhook(ctx context.Context, address string) (Trial, error) {
	t, err := s.sdk(ctx).TestWebhookEndpoint(&messaging_api.TestWebhookEndpointRequest{Endpoint: address})
	if err != nil {
		return Trial{}, asked("testing the webhook", err)
	}
	return Trial{OK: t.Success, Status: int(t.StatusCode), Reason: opaque(t.Reason)}, nil
}

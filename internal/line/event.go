package line

import (
	"errors"
	"time"

	"github.com/line/line-bot-sdk-go/v8/linebot/webhook"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
)

// ErrEvent says that an event cannot be read. It carries nothing of the event.
var ErrEvent = errors.New("webhook event is malformed")

// Event decodes an event that [Parse] delivered. received is when it reached
// us. Whatever is not said by one person to the bot, or is of a kind that
// nobody answers, is chat.Other. Postback data that is not ours gives a tap
// that is zero.
func Event(raw []byte, received time.Time) (chat.Event, error) {
	d, ok := envelope(scan(raw))
	if !ok {
		return chat.Event{}, ErrEvent
	}
	decoded, err := webhook.UnmarshalEvent(raw)
	if err != nil {
		return chat.Event{}, ErrEvent // the SDK's error may quote what a person wrote
	}
	e := chat.Event{ID: d.ID, Person: d.Person, Kind: chat.Other, At: d.At, Received: received, Again: d.Again}
	if d.Group || d.Person == "" {
		return e, nil
	}
	fill(&e, decoded)
	if d.Standby || !validToken(e.Reply, 512) {
		e.Reply = ""
	}
	if e.Message != "" && !validToken(e.Message, 64) {
		return chat.Event{}, ErrEvent
	}
	return e, nil
}

func fill(e *chat.Event, decoded webhook.EventInterface) {
	switch v := decoded.(type) {
	case webhook.MessageEvent:
		e.Reply = v.ReplyToken
		fillMessage(e, v.Message)
	case webhook.PostbackEvent:
		e.Reply = v.ReplyToken
		fillPostback(e, v.Postback)
	case webhook.FollowEvent:
		e.Reply, e.Kind = v.ReplyToken, chat.Follow
		e.Unblocked = v.Follow != nil && v.Follow.IsUnblocked
	case webhook.UnfollowEvent:
		e.Kind = chat.Unfollow
	case webhook.UnsendEvent:
		if v.Unsend != nil && v.Unsend.MessageId != "" {
			e.Kind, e.Message = chat.Unsend, v.Unsend.MessageId
		}
	}
}

func fillMessage(e *chat.Event, content webhook.MessageContentInterface) {
	switch m := content.(type) {
	case webhook.TextMessageContent:
		e.Kind, e.Message, e.Text = chat.Text, m.Id, m.Text
	case webhook.LocationMessageContent:
		e.Kind, e.Message = chat.Location, m.Id
		e.Place = &chat.Place{Point: domain.Point{Lat: m.Latitude, Lng: m.Longitude}, Title: m.Title, Address: m.Address}
		if !e.Place.Valid() {
			e.Kind, e.Place = chat.Other, nil
		}
	case webhook.StickerMessageContent:
		e.Kind, e.Message = chat.Sticker, m.Id
	case webhook.ImageMessageContent:
		e.Kind, e.Message = chat.Media, m.Id
	case webhook.VideoMessageContent:
		e.Kind, e.Message = chat.Media, m.Id
	case webhook.AudioMessageContent:
		e.Kind, e.Message = chat.Media, m.Id
	case webhook.FileMessageContent:
		e.Kind, e.Message = chat.Media, m.Id
	}
}

func fillPostback(e *chat.Event, p *webhook.PostbackContent) {
	if p == nil || p.Params["newRichMenuAliasId"] != "" {
		return
	}
	e.Kind = chat.Tapped
	e.Tap, _ = chat.ParseTap(p.Data)
	for _, picker := range [...]struct{ param, layout string }{
		{"date", time.DateOnly}, {"time", "15:04"}, {"datetime", "2006-01-02T15:04"},
	} {
		picked := p.Params[picker.param]
		if _, err := time.Parse(picker.layout, picked); picked != "" && err == nil {
			e.Picked = picked
		}
	}
}

package line

import (
	"encoding/json"
	"errors"
	"strconv"
	"time"

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
	if !json.Valid(raw) {
		return chat.Event{}, ErrEvent
	}
	d, ok := envelope(scan(raw))
	if !ok {
		return chat.Event{}, ErrEvent
	}
	e := chat.Event{ID: d.ID, Person: d.Person, Kind: chat.Other, At: d.At, Received: received, Again: d.Again}
	if d.Group || d.Person == "" {
		return e, nil
	}
	if !said(&e, scan(raw)) || e.Message != "" && !validToken(e.Message, 64) {
		return chat.Event{}, ErrEvent
	}
	if d.Standby || !validToken(e.Reply, 512) {
		e.Reply = ""
	}
	return e, nil
}

// said reads the part of an event that depends on its type; false where that
// type must have what is not there.
func said(e *chat.Event, event scanner) bool {
	var kind string
	var message, postback, follow, unsend scanner
	event.object(func(key string, value scanner) {
		switch key {
		case "type":
			kind = value.text()
		case "replyToken":
			e.Reply = value.text()
		case "message":
			message = value
		case "postback":
			postback = value
		case "follow":
			follow = value
		case "unsend":
			unsend = value
		}
	})
	switch kind {
	case "message":
		return wrote(e, message)
	case "postback":
		return tapped(e, postback)
	case "follow":
		e.Kind = chat.Follow
		e.Unblocked = string(follow.member("isUnblocked")) == "true"
	case "unfollow":
		e.Kind = chat.Unfollow
	case "unsend":
		e.Kind, e.Message = chat.Unsend, unsend.member("messageId").text()
		return e.Message != ""
	}
	return true
}

// wrote reads what a person sent.
func wrote(e *chat.Event, content scanner) bool {
	var kind string
	var text, latitude, longitude scanner
	place := chat.Place{}
	ok := content.object(func(key string, value scanner) {
		switch key {
		case "type":
			kind = value.text()
		case "id":
			e.Message = value.text()
		case "text":
			text = value
		case "title":
			place.Title = value.text()
		case "address":
			place.Address = value.text()
		case "latitude":
			latitude = value
		case "longitude":
			longitude = value
		}
	})
	switch kind {
	case "text":
		e.Kind, e.Text = chat.Text, text.text()
		ok = ok && text.isString()
	case "location":
		place.Point, ok = point(latitude, longitude)
		if !place.Valid() { // not on the globe: as good as the sea off Africa, and answered like it
			place.Point = domain.Point{}
		}
		e.Kind, e.Place = chat.Location, &place
	case "sticker":
		e.Kind = chat.Sticker
	case "image", "video", "audio", "file":
		e.Kind = chat.Media
	default:
		e.Message = "" // not known: not kept
	}
	return ok && kind != "" && (e.Kind == chat.Other || e.Message != "")
}

func point(latitude, longitude scanner) (domain.Point, bool) {
	lat, err := strconv.ParseFloat(string(latitude), 64)
	if err != nil {
		return domain.Point{}, false
	}
	lng, err := strconv.ParseFloat(string(longitude), 64)
	return domain.Point{Lat: lat, Lng: lng}, err == nil
}

// tapped reads a button or a picker. A switch of rich menus is LINE's own doing.
func tapped(e *chat.Event, postback scanner) bool {
	var data scanner
	switched := false
	ok := postback.object(func(key string, value scanner) {
		switch key {
		case "data":
			data = value
		case "params":
			value.object(func(key string, value scanner) {
				if key == "newRichMenuAliasId" {
					switched = true
				} else if picked := value.text(); isPicked(key, picked) {
					e.Picked = picked
				}
			})
		}
	})
	if ok = ok && data.isString(); ok && !switched {
		e.Kind = chat.Tapped
		e.Tap, _ = chat.ParseTap(data.text())
	}
	return ok
}

// isPicked reports whether a picker's answer has the form that its mode promises.
func isPicked(mode, value string) bool {
	var layout string
	switch mode {
	case "date":
		layout = time.DateOnly
	case "time":
		layout = "15:04"
	case "datetime":
		layout = "2006-01-02T15:04"
	default:
		return false
	}
	_, err := time.Parse(layout, value)
	return err == nil
}

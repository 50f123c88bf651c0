package line

import (
	"encoding/json"
	"errors"
	"math"
	"strconv"
	"time"
)

// Delivered is one event of a webhook body as far as it must be known before
// the answer 200: enough to store it once and to keep a person's events in order.
type Delivered struct {
	ID      string          // webhookEventId; a redelivery has the same
	Person  string          // user id; "" where the event names none
	At      time.Time       // when it happened, to the millisecond, UTC
	Type    string          // such as "message"
	Raw     json.RawMessage // the event; shares memory with the body
	Again   bool            // a redelivery
	Standby bool            // another module has the word: store, stay silent
	Group   bool            // not a chat between one person and the bot
}

// ErrBody says that a webhook body is not JSON with an array of events. It
// carries nothing of the body.
var ErrBody = errors.New("webhook body is not a JSON object with events")

// Parse splits a webhook body (already verified) into its events. An event
// without a usable id, time or source is counted as malformed and left out;
// the others stand. Unknown types and properties are kept. No events is fine:
// LINE sends that to test the connection.
func Parse(body []byte) (events []Delivered, malformed int, err error) {
	if !json.Valid(body) {
		return nil, 0, ErrBody
	}
	var list scanner
	found := false
	ok := scan(body).object(func(key string, value scanner) {
		if key == "events" && value.isArray() {
			list, found = value, true
		}
	})
	if !ok || !found {
		return nil, 0, ErrBody
	}
	list.array(func(value scanner) {
		d, ok := envelope(value)
		if !ok {
			malformed++
			return
		}
		events = append(events, d)
	})
	return events, malformed, nil
}

func envelope(event scanner) (Delivered, bool) {
	d := Delivered{Raw: json.RawMessage(event)}
	named, sourced := false, false
	ok := event.object(func(key string, value scanner) {
		switch key {
		case "type":
			named = value.isString()
			d.Type = value.text()
		case "webhookEventId":
			d.ID = value.text()
		case "timestamp":
			d.At = value.millis()
		case "mode":
			d.Standby = value.text() == "standby"
		case "source":
			sourced = d.source(value)
		case "deliveryContext":
			value.object(func(key string, value scanner) {
				if key == "isRedelivery" {
					d.Again = string(value) == "true"
				}
			})
		}
	})
	d.Group = d.Group || !sourced
	return d, ok && named && validToken(d.ID, 64) && !d.At.IsZero() && (d.Person == "" || validPerson(d.Person))
}

// source reads who an event comes from; false where it names no kind of source.
func (d *Delivered) source(value scanner) (named bool) {
	value.object(func(key string, value scanner) {
		switch key {
		case "type":
			named = value.isString()
			d.Group = value.text() != "user"
		case "userId":
			d.Person = value.text()
		}
	})
	return named
}

// millis reads a time in milliseconds since 1970; zero where it is none.
func (s scanner) millis() time.Time {
	const year9999 = 253402300799999
	n, err := strconv.ParseInt(string(s), 10, 64)
	if err != nil || n <= 0 || n > min(year9999, math.MaxInt64) {
		return time.Time{}
	}
	return time.UnixMilli(n).UTC()
}

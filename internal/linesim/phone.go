package linesim

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Sent tells what a person's action became: a chat entry and a webhook event.
type Sent struct {
	Entry   Entry  `json:"entry"`
	EventID string `json:"webhookEventId"`
}

// say appends the entry to the person's chat and sends the event for it. The
// check runs under the chat's lock.
func (s *Sim) say(personID string, e Entry, kind string, extra fieldSet, answerable bool) (Sent, error) {
	p := s.people.get(personID)
	if p == nil {
		return Sent{}, ErrNoPerson
	}
	p.mu.Lock()
	if !p.info.Following || p.info.Blocked {
		p.mu.Unlock()
		return Sent{}, ErrNotFollowing
	}
	if e.Kind != "" {
		e = s.append(p, e)[0]
	}
	p.mu.Unlock()
	if e.Kind != "" {
		s.publishChat(p, e)
	}
	at := e.At
	if at.IsZero() {
		at = s.Now()
	}
	ev := s.newEvent(p, kind, at, extra, answerable)
	ev.entry = e.Seq
	s.dispatch(ev)
	return Sent{Entry: e, EventID: ev.id}, nil
}

// sayMessage makes a message event: shown is what the chat shows, told what
// the webhook adds to it.
func (s *Sim) sayMessage(personID, id string, shown, told map[string]any) (Sent, error) {
	raw, err := json.Marshal(shown)
	if err != nil {
		return Sent{}, fmt.Errorf("building message: %w", err)
	}
	message := maps.Clone(shown)
	maps.Copy(message, told)
	message["id"] = id
	message["markAsReadToken"] = s.ids.token("read", id+"."+personID)
	e := Entry{ID: id, From: FromPerson, Kind: KindMessage, At: s.Now(), Message: raw}
	return s.say(personID, e, "message", fieldSet{"message": message}, true)
}

// maxTyped is what LINE lets a person type into one message, in UTF-16 units.
const maxTyped = 10_000

// SendText sends what a person typed.
func (s *Sim) SendText(personID, text string) (Sent, error) {
	if text == "" || !utf8.ValidString(text) || units(text) > maxTyped {
		return Sent{}, fmt.Errorf("%w: text of %d characters", ErrBadInput, units(text))
	}
	id := s.ids.messageID()
	return s.sayMessage(personID, id, map[string]any{"type": "text", "text": text},
		map[string]any{"quoteToken": s.ids.token("quote", id)})
}

// SendLocation sends a place; latitude and longitude in degrees. Title and
// address may be empty, as when somebody drops a pin.
func (s *Sim) SendLocation(personID, title, address string, latitude, longitude float64) (Sent, error) {
	if !(latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180) {
		return Sent{}, fmt.Errorf("%w: location %g,%g", ErrBadInput, latitude, longitude)
	}
	shown := map[string]any{"type": "location", "latitude": latitude, "longitude": longitude}
	if title != "" {
		shown["title"] = title
	}
	if address != "" {
		shown["address"] = address
	}
	return s.sayMessage(personID, s.ids.messageID(), shown, nil)
}

// SendSticker sends a sticker by its ids, which are digits.
func (s *Sim) SendSticker(personID, packageID, stickerID string) (Sent, error) {
	if !digits(packageID) || !digits(stickerID) {
		return Sent{}, fmt.Errorf("%w: sticker %q/%q", ErrBadInput, packageID, stickerID)
	}
	id := s.ids.messageID()
	return s.sayMessage(personID, id, map[string]any{"type": "sticker", "packageId": packageID, "stickerId": stickerID},
		map[string]any{"quoteToken": s.ids.token("quote", id), "stickerResourceType": "STATIC"})
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// SendImage sends a JPEG or PNG of at most 10 MB; the bot fetches it as
// content. Shape: one message event of type image.
func (s *Sim) SendImage(personID string, data []byte) (Sent, error) {
	picture, err := newPicture(data)
	if err != nil {
		return Sent{}, err
	}
	if s.people.get(personID) == nil {
		return Sent{}, ErrNoPerson
	}
	id := s.ids.messageID()
	s.media.put(id, picture)
	sent, err := s.sayMessage(personID, id,
		map[string]any{"type": "image", "contentProvider": map[string]any{"type": "line"}},
		map[string]any{"quoteToken": s.ids.token("quote", id)})
	if err != nil {
		s.media.remove(id)
	}
	return sent, err
}

// PostbackInput is a tap on a button with a postback, datetimepicker or
// richmenuswitch action.
type PostbackInput struct {
	Data        string            `json:"data"`
	DisplayText string            `json:"displayText"` // shown in the chat as if the person had said it
	Text        string            `json:"text"`        // said by the person: a message event of its own comes first
	Params      map[string]string `json:"params"`      // of the date picker or the menu switch
}

// Postback taps such a button. A switch of rich menus changes the person's
// menu, and its status is found out here.
func (s *Sim) Postback(personID string, in PostbackInput) (Sent, error) {
	if units(in.Data) > 300 {
		return Sent{}, fmt.Errorf("%w: postback data of %d characters", ErrBadInput, units(in.Data))
	}
	params, err := s.postbackParams(personID, in.Params)
	if err != nil {
		return Sent{}, err
	}
	if in.Text != "" {
		if _, err := s.SendText(personID, in.Text); err != nil {
			return Sent{}, err
		}
	}
	postback := map[string]any{"data": in.Data}
	if len(params) > 0 {
		postback["params"] = params
	}
	e := Entry{From: FromPerson, Kind: KindPostback, At: s.Now(), Data: in.Data}
	if in.DisplayText != "" {
		e.Kind = KindMessage
		e.Message, err = json.Marshal(map[string]any{"type": "text", "text": in.DisplayText})
		if err != nil {
			return Sent{}, fmt.Errorf("building message: %w", err)
		}
	}
	return s.say(personID, e, "postback", fieldSet{"postback": postback}, true)
}

func (s *Sim) postbackParams(personID string, in map[string]string) (map[string]string, error) {
	params := maps.Clone(in)
	if alias := in["newRichMenuAliasId"]; alias != "" {
		status, err := s.switchMenu(personID, alias)
		params["status"] = status
		return params, err
	}
	for mode, value := range in {
		if _, fine := parsePicked(mode, value); !fine {
			return nil, fmt.Errorf("%w: postback param %q", ErrBadInput, mode)
		}
	}
	return params, nil
}

// Follow adds the bot as a friend, or unblocks it.
func (s *Sim) Follow(personID string) (Sent, error) {
	p := s.people.get(personID)
	if p == nil {
		return Sent{}, ErrNoPerson
	}
	p.mu.Lock()
	if p.info.Following {
		p.mu.Unlock()
		return Sent{}, ErrFollowing
	}
	unblocked := p.info.Blocked
	p.info.Following, p.info.Blocked = true, false
	p.mu.Unlock()
	s.publishPeople()
	e := Entry{From: FromSystem, Kind: KindFollow, At: s.Now()}
	return s.say(personID, e, "follow", fieldSet{"follow": map[string]any{"isUnblocked": unblocked}}, true)
}

// Unfollow blocks the bot. Nothing arrives from then on, though the API goes
// on answering 200.
func (s *Sim) Unfollow(personID string) (Sent, error) {
	p := s.people.get(personID)
	if p == nil {
		return Sent{}, ErrNoPerson
	}
	p.mu.Lock()
	if !p.info.Following {
		p.mu.Unlock()
		return Sent{}, ErrNotFollowing
	}
	p.info.Following, p.info.Blocked, p.menu = false, true, ""
	e := s.append(p, Entry{From: FromSystem, Kind: KindUnfollow, At: s.Now()})[0]
	p.mu.Unlock()
	s.publishPeople()
	s.publishChat(p, e)
	ev := s.newEvent(p, "unfollow", e.At, nil, false)
	s.dispatch(ev)
	return Sent{Entry: e, EventID: ev.id}, nil
}

// unsendWithin is how long LINE lets people take a message back.
const unsendWithin = 24 * time.Hour

// Unsend takes a message of the person back; its content is gone.
func (s *Sim) Unsend(personID, messageID string) (Sent, error) {
	p := s.people.get(personID)
	if p == nil {
		return Sent{}, ErrNoPerson
	}
	e, found := p.find(messageID)
	if !found || e.Unsent || s.Now().Sub(e.At) > unsendWithin {
		return Sent{}, ErrNoMessage
	}
	e = s.amend(p, e.Seq, func(e *Entry) { e.Unsent, e.Message = true, nil })
	s.media.remove(messageID)
	sent, err := s.say(personID, Entry{}, "unsend", fieldSet{"unsend": map[string]any{"messageId": messageID}}, false)
	sent.Entry = e
	return sent, err
}

// SendEvent sends an event of any other type (beacon, accountLink,
// videoPlayComplete, membership, types that LINE may add): fields are what the
// type has besides the common properties, and may override those.
func (s *Sim) SendEvent(personID, kind string, fields map[string]any) (string, error) {
	silent := []string{"unfollow", "unsend", "leave", "memberLeft", "module", "activated", "deactivated", "botSuspended", "botResumed", "delivery"}
	p := s.people.get(personID)
	if p == nil {
		return "", ErrNoPerson
	}
	if kind == "" {
		return "", fmt.Errorf("%w: an event needs a type", ErrBadInput)
	}
	extra := fieldSet(fields)
	ev := s.newEvent(p, kind, s.Now(), extra, !slices.Contains(silent, kind) && fields["mode"] != "standby")
	s.dispatch(ev)
	return ev.id, nil
}

// readMark finds what a mark-as-read token stands for.
func (s *Sim) readMark(token string) (*person, int64) {
	messageID, userID, _ := strings.Cut(s.ids.subject("read", token), ".")
	p := s.people.get(userID)
	if p == nil {
		return nil, 0
	}
	e, found := p.find(messageID)
	if !found {
		return nil, 0
	}
	return p, e.Seq
}

// markRead marks the person's messages up to seq as read by the bot.
func (s *Sim) markRead(p *person, upTo int64) {
	var marked []Entry
	p.mu.Lock()
	for i := len(p.entries) - 1; i >= 0; i-- {
		e := &p.entries[i]
		if e.From != FromPerson || e.Seq > upTo {
			continue
		}
		if e.Read {
			break
		}
		e.Read = true
		marked = append(marked, *e)
	}
	p.wake()
	p.mu.Unlock()
	s.publishChat(p, marked...)
}

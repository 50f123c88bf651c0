package line_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/line/line-bot-sdk-go/v8/linebot/webhook"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/line"
)

var received = time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)

func TestEvent(t *testing.T) {
	message := func(content string) string { return `"type":"message","replyToken":"r1","message":` + content }
	postback := func(content string) string { return `"type":"postback","replyToken":"r1","postback":` + content }
	for _, c := range []struct {
		name, raw string
		want      chat.Event
	}{
		{"text", message(`{"type":"text","id":"7","text":"สวัสดี {\"$gt\":\"\"}","emojis":[],"mention":null,"new":{"a":1}}`), chat.Event{Kind: chat.Text, Message: "7", Text: `สวัสดี {"$gt":""}`}},
		{"sticker", message(`{"type":"sticker","id":"7","packageId":"1","stickerId":"2","stickerResourceType":"STATIC"}`), chat.Event{Kind: chat.Sticker, Message: "7"}},
		{"image", message(`{"type":"image","id":"7","contentProvider":{"type":"line"}}`), chat.Event{Kind: chat.Media, Message: "7"}},
		{"video", message(`{"type":"video","id":"7","duration":1,"contentProvider":{"type":"line"}}`), chat.Event{Kind: chat.Media, Message: "7"}},
		{"audio", message(`{"type":"audio","id":"7","contentProvider":{"type":"line"}}`), chat.Event{Kind: chat.Media, Message: "7"}},
		{"file", message(`{"type":"file","id":"7","fileName":"a.pdf","fileSize":3}`), chat.Event{Kind: chat.Media, Message: "7"}},
		{"location", message(`{"type":"location","id":"7","title":"บ้าน","address":"สุรินทร์","latitude":14.88,"longitude":103.49}`),
			chat.Event{Kind: chat.Location, Message: "7", Place: &chat.Place{Point: domain.Point{Lat: 14.88, Lng: 103.49}, Title: "บ้าน", Address: "สุรินทร์"}}},
		{"location off the earth", message(`{"type":"location","id":"7","latitude":91,"longitude":0}`), chat.Event{Kind: chat.Location, Message: "7", Place: &chat.Place{}}},
		{"event with a member of another shape", `"type":"telepathy","message":[1],"postback":"x"`, chat.Event{Kind: chat.Other}},
		{"escaped keys and last one wins", message(`{"type":"text","id":"7","te\u0078t":"a","text":"b"}`), chat.Event{Kind: chat.Text, Message: "7", Text: "b"}},
		{"content of the future", message(`{"type":"hologram","id":"7"}`), chat.Event{Kind: chat.Other}},
		{"tap", postback(`{"data":"f=signup&s=causes&n=k3&v=animals"}`), chat.Event{Kind: chat.Tapped, Tap: chat.Tap{Flow: "signup", Step: "causes", Session: "k3", Value: "animals"}}},
		{"date", postback(`{"data":"f=nearby&s=date","params":{"date":"2026-11-28"}}`), chat.Event{Kind: chat.Tapped, Tap: chat.Tap{Flow: "nearby", Step: "date"}, Picked: "2026-11-28"}},
		{"time", postback(`{"data":"f=a","params":{"time":"13:05"}}`), chat.Event{Kind: chat.Tapped, Tap: chat.Tap{Flow: "a"}, Picked: "13:05"}},
		{"date and time", postback(`{"data":"f=a","params":{"datetime":"2026-11-28T13:05"}}`), chat.Event{Kind: chat.Tapped, Tap: chat.Tap{Flow: "a"}, Picked: "2026-11-28T13:05"}},
		{"not a date", postback(`{"data":"f=a","params":{"date":"{{.}}"}}`), chat.Event{Kind: chat.Tapped, Tap: chat.Tap{Flow: "a"}}},
		{"foreign data", postback(`{"data":"action=buy&item=1"}`), chat.Event{Kind: chat.Tapped}},
		{"menu switch", postback(`{"data":"f=!menu","params":{"newRichMenuAliasId":"en","status":"SUCCESS"}}`), chat.Event{Kind: chat.Other}},
		{"follow", `"type":"follow","replyToken":"r1","follow":{"isUnblocked":false}`, chat.Event{Kind: chat.Follow}},
		{"follow again", `"type":"follow","replyToken":"r1","follow":{"isUnblocked":true}`, chat.Event{Kind: chat.Follow, Unblocked: true}},
		{"unsend", `"type":"unsend","unsend":{"messageId":"7"}`, chat.Event{Kind: chat.Unsend, Message: "7"}},
		{"unsent words", `"type":"unsend","replyToken":"r1","unsend":{"messageId":"8"}`, chat.Event{Kind: chat.Unsend, Message: "8"}},
		{"unfollow", `"type":"unfollow"`, chat.Event{Kind: chat.Unfollow}},
		{"beacon", `"type":"beacon","replyToken":"r1","beacon":{"hwid":"d41d8cd98f","type":"enter"}`, chat.Event{Kind: chat.Other}},
		{"event of the future", `"type":"telepathy","replyToken":"r1"`, chat.Event{Kind: chat.Other}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := line.Event([]byte(event(c.raw)), received)
			if err != nil {
				t.Fatal(err)
			}
			c.want.ID, c.want.Person, c.want.Received = ulid, somying, received
			c.want.At = time.UnixMilli(1795305600123).UTC()
			if answerable := c.want.Kind != chat.Other && c.want.Kind != chat.Unfollow && c.want.Kind != chat.Unsend; answerable {
				c.want.Reply = "r1"
			} else {
				got.Reply = "" // no matter
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			agreesWithSDK(t, []byte(event(c.raw)), got)
		})
	}
}

// agreesWithSDK holds our reading of an event to the SDK's.
func agreesWithSDK(t *testing.T, raw []byte, e chat.Event) {
	t.Helper()
	decoded, err := webhook.UnmarshalEvent(raw)
	if err != nil {
		t.Fatalf("the SDK refuses it: %v", err)
	}
	var want chat.Event
	switch v := decoded.(type) {
	case webhook.MessageEvent:
		switch m := v.Message.(type) {
		case webhook.TextMessageContent:
			want = chat.Event{Message: m.Id, Text: m.Text}
		case webhook.LocationMessageContent:
			want = chat.Event{Message: m.Id, Place: &chat.Place{Point: domain.Point{Lat: m.Latitude, Lng: m.Longitude}, Title: m.Title, Address: m.Address}}
			if !want.Place.Valid() {
				want.Place.Point = domain.Point{} // nowhere, but answered
			}
		case webhook.StickerMessageContent:
			want.Message = m.Id
		case webhook.ImageMessageContent:
			want.Message = m.Id
		case webhook.VideoMessageContent:
			want.Message = m.Id
		case webhook.AudioMessageContent:
			want.Message = m.Id
		case webhook.FileMessageContent:
			want.Message = m.Id
		}
	case webhook.PostbackEvent:
		if v.Postback.Params["newRichMenuAliasId"] == "" {
			want.Tap, _ = chat.ParseTap(v.Postback.Data)
		}
	case webhook.FollowEvent:
		want.Unblocked = v.Follow.IsUnblocked
	case webhook.UnsendEvent:
		want.Message = v.Unsend.MessageId
	}
	got := chat.Event{Message: e.Message, Text: e.Text, Place: e.Place, Tap: e.Tap, Unblocked: e.Unblocked}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-SDK +ours:\n%s", diff)
	}
}

func TestEventOfOthers(t *testing.T) {
	good := event(`"type":"message","replyToken":"r1","message":{"type":"text","id":"7","text":"x"}`)
	group, err := line.Event([]byte(strings.Replace(good, `"type":"user"`, `"type":"group","groupId":"C1"`, 1)), received)
	if err != nil || group.Kind != chat.Other || group.Text != "" {
		t.Errorf("group: %+v, %v", group, err)
	}
	standby, err := line.Event([]byte(strings.Replace(good, `"active"`, `"standby"`, 1)), received)
	if err != nil || standby.Reply != "" {
		t.Errorf("standby may be answered: %+v, %v", standby, err)
	}
	again, err := line.Event([]byte(strings.Replace(good, `:false`, `:true`, 1)), received)
	if err != nil || !again.Again {
		t.Errorf("redelivery: %+v, %v", again, err)
	}
}

func TestEventRefuses(t *testing.T) {
	for _, raw := range []string{
		`{}`, `[]`, event(`"type":"message","message":{"type":"text","id":"7","text":["geheim"]}`),
		event(`"type":"message","message":{"type":"text","id":"../7","text":"geheim"}`),
		event(`"type":"postback","postback":"geheim"`),
	} {
		if e, err := line.Event([]byte(raw), received); err == nil || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%s: %+v, %v", raw, e, err)
		}
	}
}

func FuzzEvent(f *testing.F) {
	f.Add([]byte(event(`"type":"message","replyToken":"r","message":{"type":"text","id":"7","text":"x"}`)))
	f.Add([]byte(event(`"type":"postback","replyToken":"r","postback":{"data":"f=a","params":{"date":"2026-11-28"}}`)))
	f.Fuzz(func(t *testing.T, raw []byte) {
		e, err := line.Event(raw, received)
		if err == nil && (e.ID == "" || e.Kind == "" || e.At.IsZero()) {
			t.Fatalf("an empty event passes: %+v", e)
		}
	})
}

// FuzzTap holds the postback data of our buttons: what is written is read back,
// and whatever is read can be written again.
func FuzzTap(f *testing.F) {
	f.Add("f=signup&s=causes&n=k3&v=animals")
	f.Add("f=%zz&v=%00")
	f.Fuzz(func(t *testing.T, data string) {
		tap, ok := chat.ParseTap(data)
		if !ok {
			return
		}
		if s := tap.String(); len(s) <= 300 {
			if back, ok := chat.ParseTap(s); !ok || back != tap {
				t.Fatalf("%q → %+v → %q → %+v", data, tap, s, back)
			}
		}
	})
}

package linesim

import (
	"encoding/json"
	"strings"
)

const maxAltText = 1500

// messagesRule is the array that all sending requests share.
func messagesRule(message rule) rule { return list(1, maxMessages, message) }

// sendRules builds the request bodies around message objects.
func (c *Checker) sendRules() {
	messages := messagesRule(c.message)
	unit := list(0, 1, pattern(`^[a-zA-Z0-9_]{1,30}$`, "1 to 30 letters, digits or underscores"))
	common := properties{"messages": messages, "notificationDisabled": boolean}
	with := func(extra properties) properties { return merge(common, extra) }
	c.reply = object([]string{"replyToken", "messages"}, with(properties{"replyToken": text(1, anyNumber)}))
	c.push = object([]string{"to", "messages"}, with(properties{"to": text(1, anyNumber), "customAggregationUnits": unit}))
	c.multicast = object([]string{"to", "messages"},
		with(properties{"to": list(1, maxRecipients, text(1, anyNumber)), "customAggregationUnits": unit}))
	c.narrow = object([]string{"messages"}, with(narrowcastProperties()))
	c.broadcast = object([]string{"messages"}, common)
	c.validate = object([]string{"messages"}, properties{"messages": messages})
	c.loading = object([]string{"chatId"}, properties{
		"chatId":         pattern(`^U[0-9a-f]{32}$`, "a user ID: group chats have no loading animation"),
		"loadingSeconds": all(integer(5, 60), multipleOf(5)),
	})
}

func multipleOf(n int) rule {
	return func(v *visit, value any) {
		if x, isNumber := value.(float64); isNumber && int(x)%n != 0 {
			v.fail("must be a multiple of %d", n)
		}
	}
}

// messageRule covers every message type.
func messageRule() rule {
	common := properties{"type": anything, "quickReply": quickReplyRule(), "sender": senderRule()}
	message := func(need []string, own properties, also ...func(*visit, map[string]any)) rule {
		return object(need, merge(common, own), also...)
	}
	quote := text(1, anyNumber)
	https, id := httpsAddress(), pattern(`^\d+$`, "an ID of digits")
	return kinds(map[string]rule{
		"text": message([]string{"text"}, properties{"text": filled(5000), "quoteToken": quote,
			"emojis": list(0, 20, emojiRule())}, emojiPlaces),
		"textV2": message([]string{"text"}, properties{"text": filled(5000), "quoteToken": quote,
			"substitution": substitutionRule()}, placeholders),
		"sticker": message([]string{"packageId", "stickerId"}, properties{"packageId": id, "stickerId": id, "quoteToken": quote}),
		"image": message([]string{"originalContentUrl", "previewImageUrl"},
			properties{"originalContentUrl": https, "previewImageUrl": https}),
		"video": message([]string{"originalContentUrl", "previewImageUrl"}, properties{"originalContentUrl": https,
			"previewImageUrl": https, "trackingId": pattern(`^[a-zA-Z0-9\-.=,+*()%$&;:@{}!?<>\[\]]{1,100}$`, "up to 100 of the allowed characters")}),
		"audio": message([]string{"originalContentUrl", "duration"},
			properties{"originalContentUrl": https, "duration": integer(1, 1<<40)}),
		"location": message([]string{"title", "address", "latitude", "longitude"}, properties{"title": filled(100),
			"address": filled(100), "latitude": number(-90, 90), "longitude": number(-180, 180)}),
		"imagemap": message([]string{"baseUrl", "altText", "baseSize", "actions"}, imagemapProperties(), imagemapFits),
		"template": message([]string{"altText", "template"}, properties{"altText": filled(maxAltText), "template": templateRule()}),
		"flex":     message([]string{"altText", "contents"}, properties{"altText": filled(maxAltText), "contents": flexRule()}),
		"coupon":   message([]string{"couponId"}, properties{"couponId": filled(anyNumber), "deliveryTag": text(0, 30)}),
	})
}

// filled is a text that may not be empty, with LINE's words for that.
func filled(high int) rule {
	length := text(0, high)
	return func(v *visit, value any) {
		if value == "" {
			v.fail("May not be empty")
			return
		}
		length(v, value)
	}
}

func senderRule() rule {
	name := text(0, 20)
	return object(nil, properties{"iconUrl": httpsAddress(), "name": func(v *visit, value any) {
		name(v, value)
		if s, _ := value.(string); strings.Contains(s, "LINE") {
			v.fail("must not contain \"LINE\"")
		}
	}})
}

func quickReplyRule() rule {
	const most = 13
	action := actionRule(actionPlace{name: "quick reply", label: 20, labelNeeded: true,
		kinds: append(commonActions(), actionCamera, actionCameraRoll, actionLocation)})
	return object([]string{"items"}, properties{"items": list(1, most, object([]string{"type", "action"},
		properties{"type": enum("action"), "imageUrl": httpsAddress(), "action": action}))})
}

func emojiRule() rule {
	return object([]string{"index", "productId", "emojiId"}, properties{
		"index": integer(0, 5000), "productId": filled(anyNumber), "emojiId": filled(anyNumber)})
}

// emojiPlaces: each emoji replaces a "$" of the text, at an index counted in
// UTF-16 units.
func emojiPlaces(v *visit, m map[string]any) {
	emojis, _ := m["emojis"].([]any)
	body, _ := m["text"].(string)
	if len(emojis) == 0 {
		return
	}
	dollars, at := map[int]bool{}, 0
	for _, r := range body {
		dollars[at] = r == '$'
		at += units(string(r))
	}
	for i, e := range emojis {
		entry, _ := e.(map[string]any)
		index, isNumber := entry["index"].(float64)
		if isNumber && !dollars[int(index)] {
			v.in("emojis", func() {
				v.at(i, func() {
					v.failIn("index", "must be the place of a $ that no other emoji takes")
				})
			})
		}
		delete(dollars, int(index))
	}
}

func substitutionRule() rule {
	mentionee := kinds(map[string]rule{
		"user": object([]string{"userId"}, properties{"type": anything, "userId": pattern(`^U[0-9a-f]{32}$`, "a user ID")}),
		"all":  object(nil, properties{"type": anything}),
	})
	item := kinds(map[string]rule{
		"mention": object([]string{"mentionee"}, properties{"type": anything, "mentionee": mentionee}),
		"emoji": object([]string{"productId", "emojiId"},
			properties{"type": anything, "productId": filled(anyNumber), "emojiId": filled(anyNumber)}),
	})
	return func(v *visit, value any) {
		m, isObject := value.(map[string]any)
		if !isObject {
			v.fail("must be an object")
			return
		}
		if len(m) > 100 {
			v.fail("Size must be between 0 and 100")
			return
		}
		count := map[string]int{}
		for key, val := range m {
			if !isPlaceholder(key) {
				v.failIn(key, "a key must be 1 to 20 letters, digits or underscores")
			}
			if entry, isObject := val.(map[string]any); isObject {
				kind, _ := entry["type"].(string)
				count[kind]++
			}
			v.apply(key, item, val)
		}
		for kind, n := range count {
			if n > 20 {
				v.fail("at most 20 of type %s", kind)
			}
		}
	}
}

func isPlaceholder(key string) bool {
	word := func(r rune) bool {
		return r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	return key != "" && len(key) <= 20 && !strings.ContainsFunc(key, func(r rune) bool { return !word(r) })
}

// placeholders of textV2 are {key}; {{ and }} are braces.
func placeholders(v *visit, m map[string]any) {
	body, _ := m["text"].(string)
	known, _ := m["substitution"].(map[string]any)
	body = strings.ReplaceAll(strings.ReplaceAll(body, "{{", ""), "}}", "")
	for {
		before, rest, open := strings.Cut(body, "{")
		if strings.Contains(before, "}") || open && !strings.Contains(rest, "}") {
			v.failIn("text", "a single brace must be written twice")
			return
		}
		if !open {
			return
		}
		key, after, _ := strings.Cut(rest, "}")
		if known[key] == nil {
			v.failIn("text", "{%s} is not in substitution", key)
		}
		body = after
	}
}

// jsonSize refuses a container whose JSON is too long. Bodies that cannot hold
// such a one are not measured: escaping makes JSON at most six times longer.
func jsonSize(v *visit, m map[string]any, limit int) {
	if v.size*6 <= limit {
		return
	}
	raw, err := json.Marshal(m)
	if err == nil && len(raw) > limit {
		v.fail("size must be at most %d bytes of JSON, is %d", limit, len(raw))
	}
}

package linesim

// Limits of rich menus (Messaging API reference, "Rich menu object").
const (
	menuMinWidth  = 800
	menuMaxWidth  = 2500
	menuMinHeight = 250
	menuMinRatio  = 1.45
	maxMenus      = 1000
	maxAreas      = 20
)

// richMenuRule checks the body that creates a rich menu.
func richMenuRule() rule {
	const far = 1<<31 - 1
	size := object([]string{"width", "height"}, properties{
		"width": integer(menuMinWidth, menuMaxWidth), "height": integer(menuMinHeight, far)}, menuRatio)
	bounds := object([]string{"x", "y", "width", "height"}, properties{
		"x": integer(0, far), "y": integer(0, far), "width": integer(1, far), "height": integer(1, far)})
	action := actionRule(actionPlace{name: "rich menu", label: 20, kinds: append(commonActions(), actionMenuSwitch)})
	area := object([]string{"bounds", "action"}, properties{"bounds": bounds, "action": action})
	return object([]string{"size", "selected", "name", "chatBarText", "areas"}, properties{
		"size": size, "selected": boolean, "name": label(1, 300), "chatBarText": label(1, 14),
		"areas": list(0, maxAreas, area),
	}, areasInside)
}

func menuRatio(v *visit, m map[string]any) {
	w, _ := m["width"].(float64)
	h, _ := m["height"].(float64)
	if h > 0 && w/h < menuMinRatio {
		v.fail("the aspect ratio (width / height) must be at least %g", menuMinRatio)
	}
}

// areasInside: an area that sticks out of the menu can never be tapped whole.
func areasInside(v *visit, m map[string]any) {
	size, _ := m["size"].(map[string]any)
	width, _ := size["width"].(float64)
	height, _ := size["height"].(float64)
	areas, _ := m["areas"].([]any)
	for i, a := range areas {
		area, _ := a.(map[string]any)
		b, _ := area["bounds"].(map[string]any)
		x, _ := b["x"].(float64)
		y, _ := b["y"].(float64)
		w, _ := b["width"].(float64)
		h, _ := b["height"].(float64)
		if x+w > width || y+h > height {
			v.in("areas", func() { v.failAt(i, "bounds must lie within the size of the menu") })
		}
	}
}

// requestRules are the bodies of requests that carry no messages.
type requestRules struct {
	createAlias  rule
	updateAlias  rule
	bulkLink     rule
	bulkUnlink   rule
	batch        rule
	setWebhook   rule
	testWebhook  rule
	readByToken  rule
	markChatRead rule
}

func newRequestRules() requestRules {
	id := text(1, anyNumber)
	users := list(1, maxRecipients, pattern(`^U[0-9a-f]{32}$`, "a user ID"))
	alias := pattern(`^[a-z0-9_-]{1,32}$`, "1 to 32 of a-z, 0-9, _ and -")
	operation := kinds(map[string]rule{
		"link":      object([]string{"from", "to"}, properties{"type": anything, "from": id, "to": id}),
		"unlink":    object([]string{"from"}, properties{"type": anything, "from": id}),
		"unlinkAll": object(nil, properties{"type": anything}),
	})
	return requestRules{
		createAlias: object([]string{"richMenuAliasId", "richMenuId"}, properties{"richMenuAliasId": alias, "richMenuId": id}),
		updateAlias: object([]string{"richMenuId"}, properties{"richMenuId": id}),
		bulkLink:    object([]string{"richMenuId", "userIds"}, properties{"richMenuId": id, "userIds": users}),
		bulkUnlink:  object([]string{"userIds"}, properties{"userIds": users}),
		batch: object([]string{"operations"}, properties{"operations": list(1, 1000, operation),
			"resumeRequestKey": pattern(`^[a-zA-Z0-9_-]{1,100}$`, "1 to 100 of a-z, A-Z, 0-9, _ and -")}),
		setWebhook:  object([]string{"endpoint"}, properties{"endpoint": address(500, "http", "https")}),
		testWebhook: object(nil, properties{"endpoint": address(500, "http", "https")}),
		readByToken: object([]string{"markAsReadToken"}, properties{"markAsReadToken": id}),
		markChatRead: object([]string{"chat"}, properties{
			"chat": object([]string{"userId"}, properties{"userId": id})}),
	}
}

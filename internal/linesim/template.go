package linesim

// templateRule: Messaging API reference, "Template messages".
func templateRule() rule {
	tap := actionRule(actionPlace{name: "template", label: 20, labelNeeded: true, kinds: commonActions()})
	whole := actionRule(actionPlace{name: "default action", label: 20, kinds: commonActions()})
	picture := actionRule(actionPlace{name: "image carousel", label: 12, kinds: commonActions()})
	card := properties{
		"thumbnailImageUrl": httpsAddress(), "imageBackgroundColor": pattern(`^#[0-9a-fA-F]{6}$`, "a color, #RRGGBB"),
		"title": label(1, 40), "text": label(1, 160), "defaultAction": whole,
	}
	shape := properties{"imageAspectRatio": enum("rectangle", "square"), "imageSize": enum("cover", "contain")}
	kind := properties{"type": anything}
	column := object([]string{"text", "actions"}, merge(card, properties{"actions": list(1, 3, tap)}), textBeside(120))
	return kinds(map[string]rule{
		"buttons":  object([]string{"text", "actions"}, merge(kind, card, shape, properties{"actions": list(1, 4, tap)}), textBeside(160)),
		"confirm":  object([]string{"text", "actions"}, merge(kind, properties{"text": label(1, 240), "actions": list(2, 2, tap)})),
		"carousel": object([]string{"columns"}, merge(kind, shape, properties{"columns": list(1, 10, column)}), columnsAlike),
		"image_carousel": object([]string{"columns"}, merge(kind, properties{"columns": list(1, 10,
			object([]string{"imageUrl", "action"}, properties{"imageUrl": httpsAddress(), "action": picture}))})),
	})
}

// textBeside: a text has plain characters alone, 60 beside an image or title.
func textBeside(plain int) func(*visit, map[string]any) {
	return func(v *visit, m map[string]any) {
		high := plain
		if m["thumbnailImageUrl"] != nil || m["title"] != nil {
			high = 60
		}
		if s, isString := m["text"].(string); isString && clusters(s, high) > high {
			v.failIn("text", "Length must be between 1 and %d", high)
		}
	}
}

// columnsAlike: all columns have the same number of actions, and all or none
// have an image, and a title.
func columnsAlike(v *visit, m map[string]any) {
	columns, _ := m["columns"].([]any)
	var first map[string]any
	for i, c := range columns {
		column, isObject := c.(map[string]any)
		if !isObject {
			continue
		}
		if first == nil {
			first = column
			continue
		}
		v.in("columns", func() {
			v.at(i, func() {
				columnLike(v, column, first)
			})
		})
	}
}

func columnLike(v *visit, column, first map[string]any) {
	own, _ := column["actions"].([]any)
	others, _ := first["actions"].([]any)
	if len(own) != len(others) {
		v.failIn("actions", "all columns must have the same number of actions")
	}
	for _, name := range []string{"thumbnailImageUrl", "title"} {
		if (column[name] == nil) != (first[name] == nil) {
			v.failIn(name, "all columns must have it, or none")
		}
	}
}

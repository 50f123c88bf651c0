package linesim

// imagemapProperties: Messaging API reference, "Imagemap message".
func imagemapProperties() properties {
	const far = 1 << 20
	side := integer(0, far)
	area := object([]string{"x", "y", "width", "height"},
		properties{"x": side, "y": side, "width": integer(1, far), "height": integer(1, far)})
	name := text(0, 100)
	act := func(need string, what rule) rule {
		return object([]string{"area", need}, properties{"type": anything, "area": area, "label": name, need: what})
	}
	return properties{
		"baseUrl": httpsAddress(), "altText": filled(maxAltText),
		"baseSize": object([]string{"width", "height"},
			properties{"width": integer(1040, 1040), "height": integer(1, far)}),
		"actions": list(0, 50, kinds(map[string]rule{
			"uri": act("linkUri", linkAddress()), "message": act("text", filled(400)), "clipboard": act("clipboardText", text(1, 1000)),
		})),
		"video": object([]string{"originalContentUrl", "previewImageUrl", "area"}, properties{
			"originalContentUrl": httpsAddress(), "previewImageUrl": httpsAddress(), "area": area,
			"externalLink": object([]string{"linkUri", "label"}, properties{"linkUri": linkAddress(), "label": text(1, 30)}),
		}),
	}
}

// imagemapFits: areas lie on the image.
func imagemapFits(v *visit, m map[string]any) {
	size, _ := m["baseSize"].(map[string]any)
	width, _ := size["width"].(float64)
	height, _ := size["height"].(float64)
	actions, _ := m["actions"].([]any)
	for i, a := range actions {
		action, _ := a.(map[string]any)
		box, _ := action["area"].(map[string]any)
		x, _ := box["x"].(float64)
		y, _ := box["y"].(float64)
		w, _ := box["width"].(float64)
		h, _ := box["height"].(float64)
		if x+w > width || y+h > height {
			v.in("actions", func() {
				v.at(i, func() {
					v.failIn("area", "must lie on the image")
				})
			})
		}
	}
}

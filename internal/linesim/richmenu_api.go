package linesim

import (
	"net/http"
	"strings"
	"time"
)

func (s *Sim) menuEndpoints() []endpoint {
	hundred := limit{100, time.Hour}
	return []endpoint{
		{pattern: "POST /v2/bot/richmenu", limit: hundred, handle: (*call).createMenu},
		{pattern: "POST /v2/bot/richmenu/validate", handle: (*call).validateMenu},
		{pattern: "GET /v2/bot/richmenu/list", handle: func(c *call) answer { return ok(map[string]any{"richmenus": c.menus.all()}) }},
		{pattern: "GET /v2/bot/richmenu/{richMenuId}", handle: (*call).getMenu},
		{pattern: "DELETE /v2/bot/richmenu/{richMenuId}", limit: hundred, handle: (*call).deleteMenu},
		{pattern: "GET /v2/bot/richmenu/{richMenuId}/{what}", handle: (*call).menuPart},
		{pattern: "POST /v2/bot/richmenu/{richMenuId}/{what}", max: maxImage, handle: (*call).postMenuPart},
		{pattern: "GET /v2/bot/user/all/richmenu", handle: (*call).getStandardMenu},
		{pattern: "POST /v2/bot/user/all/richmenu/{richMenuId}", handle: (*call).setStandardMenu},
		{pattern: "DELETE /v2/bot/user/all/richmenu", handle: (*call).clearStandardMenu},
		{pattern: "GET /v2/bot/user/{userId}/richmenu", handle: (*call).getUserMenu},
		{pattern: "POST /v2/bot/user/{userId}/richmenu/{richMenuId}", handle: (*call).linkMenu},
		{pattern: "DELETE /v2/bot/user/{userId}/richmenu", handle: (*call).unlinkMenu},
		{pattern: "POST /v2/bot/richmenu/bulk/link", handle: (*call).bulkLink},
		{pattern: "POST /v2/bot/richmenu/bulk/unlink", handle: (*call).bulkUnlink},
		{pattern: "POST /v2/bot/richmenu/alias", handle: (*call).createAlias},
		{pattern: "DELETE /v2/bot/richmenu/alias/{alias}", handle: (*call).deleteAlias},
		{pattern: "GET /v2/bot/richmenu/alias/list", handle: (*call).listAliases},
		{pattern: "POST /v2/bot/richmenu/batch", limit: limit{3, time.Hour}, handle: (*call).batchMenus},
		{pattern: "POST /v2/bot/richmenu/validate/batch", handle: (*call).validateBatch},
		{pattern: "GET /v2/bot/richmenu/progress/batch", handle: (*call).batchProgress},
	}
}

// menuPart serves two operations whose paths overlap for ServeMux: a menu's
// image, and an alias.
func (c *call) menuPart() answer {
	id, what := c.r.PathValue("richMenuId"), c.r.PathValue("what")
	switch {
	case id == "alias":
		return c.getAlias(what)
	case what == "content":
		return c.menuImage(id)
	}
	return c.notFound()
}

func (c *call) postMenuPart() answer {
	id, what := c.r.PathValue("richMenuId"), c.r.PathValue("what")
	switch {
	case id == "alias":
		return c.updateAlias(what)
	case what == "content":
		return c.uploadMenuImage(id)
	}
	return c.notFound()
}

func (c *call) createMenu() answer {
	var req menuRequest
	if a, fine := c.decode(c.checker.menu, &req); !fine {
		return a
	}
	id := "richmenu-" + c.ids.hex32()
	if !c.menus.add(id, req) {
		return c.refuse(http.StatusBadRequest, "The number of rich menus exceeds the limit of 1000")
	}
	return ok(map[string]string{"richMenuId": id})
}

func (c *call) validateMenu() answer {
	var req menuRequest
	if a, fine := c.decode(c.checker.menu, &req); !fine {
		return a
	}
	return ok(nil)
}

// menu finds the menu of the path.
func (c *call) menu() (*menu, answer) {
	m := c.menus.get(c.r.PathValue("richMenuId"))
	if m == nil {
		return nil, c.refuse(http.StatusNotFound, "richmenu not found")
	}
	return m, answer{}
}

func (c *call) getMenu() answer {
	m, a := c.menu()
	if m == nil {
		return a
	}
	return ok(menuResponse{RichMenuID: m.id, menuRequest: m.request})
}

func (c *call) deleteMenu() answer {
	if !c.menus.remove(c.r.PathValue("richMenuId")) {
		return c.refuse(http.StatusNotFound, "richmenu not found")
	}
	c.publishMenu("")
	return ok(nil)
}

func (c *call) menuImage(id string) answer {
	p := c.menus.imageOf(id)
	if p == nil {
		return c.notFound()
	}
	return answer{status: http.StatusOK, kind: p.kind, body: p.data}
}

// uploadMenuImage: JPEG or PNG as the header says, at most 1 MB, within the
// bounds of rich menu images.
func (c *call) uploadMenuImage(id string) answer {
	m := c.menus.get(id)
	if m == nil {
		return c.refuse(http.StatusNotFound, "richmenu not found")
	}
	kind, _, _ := strings.Cut(c.r.Header.Get("Content-Type"), ";")
	if kind != "image/jpeg" && kind != "image/png" {
		return c.refuse(http.StatusUnsupportedMediaType, "Content-Type must be image/jpeg or image/png")
	}
	p, err := newPicture(c.body)
	if err != nil || p.kind != kind {
		return c.refuse(http.StatusBadRequest, "The image is not a valid "+kind)
	}
	if problem := menuImageFits(p, m.request.Size); problem != "" {
		return c.refuse(http.StatusBadRequest, problem)
	}
	if !c.menus.setImage(id, p) {
		return c.refuse(http.StatusBadRequest, "An image has already been uploaded to the richmenu")
	}
	c.publishMenu("")
	return ok(nil)
}

func menuImageFits(p picture, size menuSize) string {
	ratio := float64(p.width) / float64(max(p.height, 1))
	switch {
	case p.width < menuMinWidth || p.width > menuMaxWidth:
		return "The image width must be between 800 and 2500 pixels"
	case p.height < menuMinHeight:
		return "The image height must be at least 250 pixels"
	case ratio < menuMinRatio:
		return "The image aspect ratio (width / height) must be at least 1.45"
	case p.width != size.Width || p.height != size.Height:
		return "The image size must be that of the richmenu"
	}
	return ""
}

// usable finds the path's menu for display, which needs an image.
func (c *call) usable() (*menu, answer) {
	m, a := c.menu()
	if m == nil {
		return nil, a
	}
	if c.menus.imageOf(m.id) == nil {
		return nil, c.refuse(http.StatusBadRequest, "must upload richmenu image before applying it to user")
	}
	return m, answer{}
}

func (c *call) getStandardMenu() answer {
	id := c.menus.getStandard()
	if id == "" {
		return c.refuse(http.StatusNotFound, "no default richmenu")
	}
	return ok(map[string]string{"richMenuId": id})
}

func (c *call) setStandardMenu() answer {
	m, a := c.usable()
	if m == nil {
		return a
	}
	c.menus.setStandard(m.id)
	c.publishMenu("")
	return ok(nil)
}

func (c *call) clearStandardMenu() answer {
	c.menus.setStandard("")
	c.publishMenu("")
	return ok(nil)
}

func (c *call) getUserMenu() answer {
	p, a := c.user()
	if p == nil {
		return a
	}
	p.mu.Lock()
	linked := p.menu
	p.mu.Unlock()
	if c.menus.get(linked) == nil {
		return c.refuse(http.StatusNotFound, "the user has no richmenu")
	}
	return ok(map[string]string{"richMenuId": linked})
}

func (c *call) linkMenu() answer {
	m, a := c.usable()
	if m == nil {
		return a
	}
	p, a := c.user()
	if p == nil {
		return a
	}
	c.link(p, m.id)
	return ok(nil)
}

func (c *call) unlinkMenu() answer {
	p, a := c.user()
	if p == nil {
		return a
	}
	c.link(p, "")
	return ok(nil)
}

// bulkLink is asynchronous on LINE: 202, and unknown users are passed over.
func (c *call) bulkLink() answer {
	var req struct {
		RichMenuID string   `json:"richMenuId"`
		UserIDs    []string `json:"userIds"`
	}
	if a, fine := c.decode(c.checker.endpoints.bulkLink, &req); !fine {
		return a
	}
	if c.menus.get(req.RichMenuID) == nil {
		return c.refuse(http.StatusNotFound, "richmenu not found")
	}
	if c.menus.imageOf(req.RichMenuID) == nil {
		return c.refuse(http.StatusBadRequest, "must upload richmenu image before applying it to user")
	}
	c.linkMany(req.UserIDs, req.RichMenuID)
	return reply(http.StatusAccepted, nil)
}

func (c *call) bulkUnlink() answer {
	var req struct {
		UserIDs []string `json:"userIds"`
	}
	if a, fine := c.decode(c.checker.endpoints.bulkUnlink, &req); !fine {
		return a
	}
	c.linkMany(req.UserIDs, "")
	return reply(http.StatusAccepted, nil)
}

func (s *Sim) linkMany(users []string, menuID string) {
	for _, id := range users {
		if p := s.people.get(id); p != nil {
			s.link(p, menuID)
		}
	}
}

package linesim

import (
	"maps"
	"net/http"
	"slices"
)

const maxAliases = 1000

type aliasObject struct {
	RichMenuAliasID string `json:"richMenuAliasId"`
	RichMenuID      string `json:"richMenuId"`
}

func (c *call) createAlias() answer {
	var req aliasObject
	if a, fine := c.decode(c.checker.endpoints.createAlias, &req); !fine {
		return a
	}
	return c.putAlias(req, false)
}

// updateAlias takes the alias from the path and the menu from the body.
func (c *call) updateAlias(alias string) answer {
	req := aliasObject{}
	if a, fine := c.decode(c.checker.endpoints.updateAlias, &req); !fine {
		return a
	}
	req.RichMenuAliasID = alias
	return c.putAlias(req, true)
}

func (c *call) putAlias(req aliasObject, exists bool) answer {
	c.menus.mu.Lock()
	defer c.menus.mu.Unlock()
	m := c.menus.byID[req.RichMenuID]
	_, known := c.menus.aliases[req.RichMenuAliasID]
	switch {
	case exists && !known:
		return c.refuse(http.StatusNotFound, "richmenu alias not found")
	case !exists && known:
		return c.refuse(http.StatusBadRequest, "conflict richmenu alias id")
	case m == nil:
		return c.refuse(http.StatusBadRequest, "richmenu not found")
	case m.image == nil:
		return c.refuse(http.StatusBadRequest, "must upload richmenu image before applying it to user")
	case len(c.menus.aliases) >= maxAliases && !known:
		return c.refuse(http.StatusBadRequest, "The number of rich menu aliases exceeds the limit of 1000")
	}
	c.menus.aliases[req.RichMenuAliasID] = req.RichMenuID
	return ok(nil)
}

func (c *call) getAlias(alias string) answer {
	c.menus.mu.RLock()
	defer c.menus.mu.RUnlock()
	id, known := c.menus.aliases[alias]
	if !known {
		return c.refuse(http.StatusNotFound, "richmenu alias not found")
	}
	return ok(aliasObject{alias, id})
}

func (c *call) deleteAlias() answer {
	c.menus.mu.Lock()
	defer c.menus.mu.Unlock()
	alias := c.r.PathValue("alias")
	if _, known := c.menus.aliases[alias]; !known {
		return c.refuse(http.StatusNotFound, "richmenu alias not found")
	}
	delete(c.menus.aliases, alias)
	return ok(nil)
}

func (c *call) listAliases() answer {
	c.menus.mu.RLock()
	defer c.menus.mu.RUnlock()
	list := []aliasObject{}
	for _, alias := range slices.Sorted(maps.Keys(c.menus.aliases)) {
		list = append(list, aliasObject{alias, c.menus.aliases[alias]})
	}
	return ok(map[string]any{"aliases": list})
}

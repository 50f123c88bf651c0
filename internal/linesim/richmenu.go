package linesim

import (
	"encoding/json"
	"slices"
	"sync"
)

// menus are the rich menus of the account.
type menus struct {
	mu       sync.RWMutex
	byID     map[string]*menu
	order    []string
	aliases  map[string]string // alias id → rich menu id
	standard string            // the default rich menu
}

// menu is a rich menu; its image comes after its creation.
type menu struct {
	id      string
	request menuRequest
	image   *picture
}

type menuRequest struct {
	Size        menuSize        `json:"size"`
	Selected    bool            `json:"selected"`
	Name        string          `json:"name"`
	ChatBarText string          `json:"chatBarText"`
	Areas       json.RawMessage `json:"areas"`
}

type menuSize struct {
	Width  int `json:"width"`
	Height int `json:"height"`
}

// menuResponse is LINE's rich menu response object.
type menuResponse struct {
	RichMenuID string `json:"richMenuId"`
	menuRequest
}

func newMenus() *menus { return &menus{byID: map[string]*menu{}, aliases: map[string]string{}} }

func (l *menus) get(id string) *menu {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.byID[id]
}

func (l *menus) add(id string, request menuRequest) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.byID) >= maxMenus {
		return false
	}
	l.byID[id] = &menu{id: id, request: request}
	l.order = append(l.order, id)
	return true
}

func (l *menus) remove(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.byID[id] == nil {
		return false
	}
	delete(l.byID, id)
	l.order = slices.DeleteFunc(l.order, func(o string) bool { return o == id })
	for alias, of := range l.aliases {
		if of == id {
			delete(l.aliases, alias)
		}
	}
	if l.standard == id {
		l.standard = ""
	}
	return true
}

// setImage stores a menu's image once; LINE does not replace images.
func (l *menus) setImage(id string, p picture) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	m := l.byID[id]
	if m == nil || m.image != nil {
		return false
	}
	m.image = &p
	return true
}

// image is nil while there is none.
func (l *menus) imageOf(id string) *picture {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if m := l.byID[id]; m != nil {
		return m.image
	}
	return nil
}

func (l *menus) all() []menuResponse {
	l.mu.RLock()
	defer l.mu.RUnlock()
	out := []menuResponse{}
	for _, id := range l.order {
		out = append(out, menuResponse{RichMenuID: id, menuRequest: l.byID[id].request})
	}
	return out
}

func (l *menus) setStandard(id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.standard = id
}

func (l *menus) getStandard() string {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.standard
}

// shown is the menu that a person with this linked menu sees: the linked one
// while it exists, else the default one.
func (l *menus) shown(linked string) *menu {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if m := l.byID[linked]; m != nil {
		return m
	}
	return l.byID[l.standard]
}

// Statuses of a richmenuswitch postback.
const (
	switchDone    = "SUCCESS"
	switchNoAlias = "RICHMENU_ALIAS_ID_NOTFOUND"
	switchNoMenu  = "RICHMENU_NOTFOUND"
)

// switchMenu does what LINE does when a richmenuswitch action is tapped.
func (s *Sim) switchMenu(personID, alias string) (string, error) {
	p := s.people.get(personID)
	if p == nil {
		return "", ErrNoPerson
	}
	if !p.reachable() {
		return "", ErrNotFollowing
	}
	s.menus.mu.RLock()
	id, known := s.menus.aliases[alias]
	exists := s.menus.byID[id] != nil
	s.menus.mu.RUnlock()
	switch {
	case !known:
		return switchNoAlias, nil
	case !exists:
		return switchNoMenu, nil
	}
	s.link(p, id)
	return switchDone, nil
}

// link changes a person's own menu; "" unlinks.
func (s *Sim) link(p *person, id string) {
	p.mu.Lock()
	p.menu = id
	p.mu.Unlock()
	s.publishMenu(p.id)
}

// publishMenu tells whose menu changed; "" stands for everybody's.
func (s *Sim) publishMenu(personID string) {
	s.hub.publish("menu", func() any {
		if personID == "" {
			return map[string]any{"person": nil}
		}
		return map[string]any{"person": personID}
	})
}

// ShownMenu is the rich menu at the foot of a person's chat.
type ShownMenu struct {
	menuResponse
	ImageURL string `json:"imageUrl"` // "" while no image was uploaded
}

// RichMenu is what a person sees; nil when there is no menu.
func (s *Sim) RichMenu(personID string) (*ShownMenu, error) {
	p := s.people.get(personID)
	if p == nil {
		return nil, ErrNoPerson
	}
	p.mu.Lock()
	linked, following := p.menu, p.info.Following
	p.mu.Unlock()
	m := s.menus.shown(linked)
	if m == nil || !following {
		return nil, nil
	}
	shown := &ShownMenu{menuResponse: menuResponse{RichMenuID: m.id, menuRequest: m.request}}
	if s.menus.imageOf(m.id) != nil {
		shown.ImageURL = "/sim/richmenu/" + m.id + "/image"
	}
	return shown, nil
}

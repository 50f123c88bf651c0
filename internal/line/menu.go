package line

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/line/line-bot-sdk-go/v8/linebot/messaging_api"

	"jitasa/internal/domain"
	"jitasa/internal/line/richmenu"
)

// alias is LINE's second name of a menu: it stays when the menu is replaced.
func alias(id string) string { return "jitasa-" + id }

// SetupMenus installs the rich menus and makes the first one the default.
// Calling it again changes nothing; a run that was cut off is completed by the
// next: the alias is set last, so a menu with an alias has its picture. Menus
// of earlier versions are removed, menus of others are left alone.
func SetupMenus(ctx context.Context, s *Sender, menus []richmenu.Menu) error {
	installed, err := s.sdk(ctx).GetRichMenuList()
	if err != nil {
		return asked("listing rich menus", err)
	}
	aliases, err := s.menuAliases(ctx)
	if err != nil {
		return err
	}
	for i, m := range menus {
		id, err := s.setupMenu(ctx, m, installed.Richmenus, aliases)
		if err != nil {
			return err
		}
		if i == 0 {
			err = s.defaultMenu(ctx, id)
		}
		if err != nil {
			return err
		}
		for _, old := range installed.Richmenus {
			if old.RichMenuId != id && strings.HasPrefix(old.Name, richmenu.Prefix(m.ID())) {
				if _, err := s.sdk(ctx).DeleteRichMenu(old.RichMenuId); err != nil {
					return asked("deleting an old rich menu", err)
				}
			}
		}
	}
	return nil
}

// menuAliases maps aliases to the ids of their menus.
func (s *Sender) menuAliases(ctx context.Context) (map[string]string, error) {
	list, err := s.sdk(ctx).GetRichMenuAliasList()
	if err != nil {
		return nil, asked("listing rich menu aliases", err)
	}
	aliases := make(map[string]string, len(list.Aliases))
	for _, a := range list.Aliases {
		aliases[a.RichMenuAliasId] = a.RichMenuId
	}
	return aliases, nil
}

// setupMenu makes sure that a menu's alias points at this very menu, and
// returns the menu's id.
func (s *Sender) setupMenu(ctx context.Context, m richmenu.Menu, installed []messaging_api.RichMenuResponse, aliases map[string]string) (string, error) {
	current, aliased := aliases[alias(m.ID())]
	for _, old := range installed {
		if old.RichMenuId == current && old.Name == m.Name() {
			return current, nil
		}
	}
	id, err := s.createMenu(ctx, m)
	if err != nil {
		return "", err
	}
	if aliased {
		_, err = s.sdk(ctx).UpdateRichMenuAlias(alias(m.ID()), &messaging_api.UpdateRichMenuAliasRequest{RichMenuId: id})
	} else {
		_, err = s.sdk(ctx).CreateRichMenuAlias(&messaging_api.CreateRichMenuAliasRequest{RichMenuAliasId: alias(m.ID()), RichMenuId: id})
	}
	return id, asked("naming a rich menu", err)
}

func (s *Sender) createMenu(ctx context.Context, m richmenu.Menu) (string, error) {
	request := &messaging_api.RichMenuRequest{
		Size: &messaging_api.RichMenuSize{Width: richmenu.Width, Height: richmenu.Height},
		// Open, it would cover half of what consent is asked for; the bar that opens it is always there.
		Selected: false, Name: m.Name(), ChatBarText: m.Bar,
	}
	for _, a := range m.Areas {
		request.Areas = append(request.Areas, messaging_api.RichMenuArea{
			Bounds: &messaging_api.RichMenuBounds{X: int64(a.X), Y: int64(a.Y), Width: int64(a.W), Height: int64(a.H)},
			// A pointer: the SDK loses the type of a value.
			Action: &messaging_api.PostbackAction{Label: a.Label, Data: a.Tap.String(), DisplayText: a.Label},
		})
	}
	created, err := s.sdk(ctx).CreateRichMenu(request)
	if err != nil {
		return "", asked("creating a rich menu", err)
	}
	if _, err := s.sdkBlob(ctx).SetRichMenuImage(created.RichMenuId, "image/png", bytes.NewReader(m.Picture)); err != nil {
		return "", asked("uploading the rich menu's picture", err)
	}
	return created.RichMenuId, nil
}

// defaultMenu shows a menu to everybody who has no menu of their own.
func (s *Sender) defaultMenu(ctx context.Context, id string) error {
	current, err := s.sdk(ctx).GetDefaultRichMenuId()
	switch {
	case err != nil && !IsKind(asked("", err), NotFound):
		return asked("fetching the default rich menu", err)
	case err == nil && current.RichMenuId == id:
		return nil
	}
	_, err = s.sdk(ctx).SetDefaultRichMenu(id)
	return asked("setting the default rich menu", err)
}

// LinkMenu shows a person a menu, named as richmenu.ID does; people whose language has no
// menu get the English one. [NotFound]: the menus are not set up, or the person
// does not follow the bot.
func (s *Sender) LinkMenu(ctx context.Context, person, menu string) error {
	if !validPerson(person) {
		return fmt.Errorf("linking a rich menu: %w", ErrRecipient)
	}
	base, audience, _ := strings.Cut(menu, "-")
	if base != domain.Speaks(base) {
		base = domain.English
	}
	if slices.Contains(richmenu.Audiences(), richmenu.Audience(audience)) {
		base = richmenu.ID(base, richmenu.Audience(audience))
	}
	if known, ok := s.menus.Load(base); ok {
		_, err := s.sdk(ctx).LinkRichMenuIdToUser(person, known.(string))
		if err = asked("linking a rich menu", err); !IsKind(err, NotFound) {
			return err
		}
	}
	found, err := s.sdk(ctx).GetRichMenuAlias(alias(base)) // the first time, or the menu was replaced
	if err != nil {
		return asked("finding a rich menu", err)
	}
	if !validToken(found.RichMenuId, 128) {
		return fmt.Errorf("finding a rich menu: %w", &Error{Kind: Unavailable})
	}
	s.menus.Store(base, found.RichMenuId)
	_, err = s.sdk(ctx).LinkRichMenuIdToUser(person, found.RichMenuId)
	return asked("linking a rich menu", err)
}

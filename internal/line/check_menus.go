package line

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"

	"jitasa/internal/domain"
	"jitasa/internal/line/richmenu"
)

const mendMenus = "Run: jitasa line setup"

// checkMenus looks at every language's rich menu, and at the default one: that
// of the language which people get whose own is not known.
func (s *Sender) checkMenus(ctx context.Context) []Finding {
	aliases, err := s.menuAliases(ctx)
	if err != nil {
		return []Finding{Explain("the rich menus", err)}
	}
	installed, err := s.sdk(ctx).GetRichMenuList()
	if err != nil {
		return []Finding{Explain("the rich menus", asked("listing rich menus", err))}
	}
	names := make(map[string]string, len(installed.Richmenus))
	for _, m := range installed.Richmenus {
		names[m.RichMenuId] = m.Name
	}
	var found []Finding
	for _, m := range richmenu.All() {
		switch names[aliases[alias(m.ID())]] {
		case m.Name():
		case "":
			found = append(found, Finding{Broken, "The rich menu (" + m.ID() + ") is not installed.", mendMenus})
		default:
			found = append(found, Finding{Broken, "The rich menu (" + m.ID() + ") is of another version.", mendMenus})
		}
	}
	if len(found) > 0 {
		return found
	}
	return []Finding{s.checkDefault(ctx, aliases, names), s.checkPicture(ctx, aliases[alias(richmenu.All()[0].ID())])}
}

func (s *Sender) checkDefault(ctx context.Context, aliases, names map[string]string) Finding {
	first := richmenu.All()[0].Lang
	current, err := s.sdk(ctx).GetDefaultRichMenuId()
	err = asked("fetching the default rich menu", err)
	switch {
	case IsKind(err, NotFound):
		return Finding{Broken, "No rich menu is the default one: new friends see none.", mendMenus}
	case err != nil:
		return Explain("the default rich menu", err)
	case current.RichMenuId == aliases[alias(first)]:
		return fine("The rich menus are installed (%s); new friends see %q, the default language's.", languages(), first)
	}
	for _, m := range richmenu.All() {
		if current.RichMenuId == aliases[alias(m.ID())] {
			return Finding{Broken, fmt.Sprintf("The default rich menu is %q; the default one should be %q.", m.ID(), first), mendMenus}
		}
	}
	return Finding{Broken, fmt.Sprintf("The default rich menu is another one (%q): new friends see it instead of the bot's.", clean(names[current.RichMenuId])),
		mendMenus + ". If staff made it in the LINE Official Account Manager, end it there, too: it hides the bot's while it runs."}
}

// checkPicture fetches a menu's picture: a menu without one is not shown, and it is LINE's other address that keeps it.
func (s *Sender) checkPicture(ctx context.Context, id string) Finding {
	response, err := s.sdkBlob(ctx).GetRichMenuImage(id)
	if err == nil {
		defer response.Body.Close()
		if first, err := io.ReadAll(io.LimitReader(response.Body, 512)); err == nil && strings.HasPrefix(http.DetectContentType(first), "image/") {
			return fine("The rich menu's picture can be fetched (JITASA_LINE_DATA_API).")
		}
		return Finding{Broken, "The address in JITASA_LINE_DATA_API does not answer with the rich menu's picture.", "Leave JITASA_LINE_DATA_API empty: it is right without."}
	}
	return Explain("for the rich menu's picture (JITASA_LINE_DATA_API)", asked("fetching the rich menu's picture", err))
}

func languages() string {
	var all []string
	for _, l := range domain.Languages() {
		all = append(all, l.Tag)
	}
	return strings.Join(all, ", ")
}

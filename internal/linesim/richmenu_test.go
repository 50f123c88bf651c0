package linesim_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"jitasa/internal/linesim"
)

func pngOf(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const menuBody = `{"size":{"width":%d,"height":%d},"selected":false,"name":"menu","chatBarText":"%s","areas":[%s]}`

func menuJSON(width, height int, bar, areas string) string {
	return fmt.Sprintf(menuBody, width, height, bar, areas)
}

const oneArea = `{"bounds":{"x":0,"y":0,"width":1250,"height":843},"action":{"type":"postback","data":"a","label":"เมนู"}}`

// newMenu creates a menu of 2500×843 with its image.
func (w *world) newMenu() string {
	w.t.Helper()
	r := w.do("POST", "/v2/bot/richmenu", menuJSON(2500, 843, "เมนู", oneArea))
	w.want(r, 200, `{"richMenuId":"richmenu-`)
	id := r.field(w.t, "richMenuId").(string)
	w.want(w.do("POST", "/v2/bot/richmenu/"+id+"/content", string(pngOf(w.t, 2500, 843)), header{"Content-Type", "image/png"}), 200, "{}")
	return id
}

func TestRichMenuRules(t *testing.T) {
	w := newWorld(t, func(o *linesim.Options) { o.NoRateLimits = true })
	for _, c := range []struct {
		name, body string
		property   string // "" when valid
	}{
		{"good", menuJSON(2500, 1686, "เมนูของฉัน", oneArea), ""},
		{"small", menuJSON(800, 250, "m", ""), ""},
		{"bar of 14 Thai clusters", menuJSON(800, 250, strings.Repeat("ที่", 14), ""), ""},
		{"menu switch", menuJSON(2500, 843, "m", `{"bounds":{"x":0,"y":0,"width":1,"height":1},"action":{"type":"richmenuswitch","richMenuAliasId":"a-1","data":"d"}}`), ""},
		{"too narrow", menuJSON(799, 250, "m", ""), "size.width"},
		{"too wide", menuJSON(2501, 843, "m", ""), "size.width"},
		{"too low", menuJSON(800, 249, "m", ""), "size.height"},
		{"too high for its width", menuJSON(1000, 700, "m", ""), "size"},
		{"bar of 15", menuJSON(800, 250, strings.Repeat("a", 15), ""), "chatBarText"},
		{"area outside", menuJSON(1000, 500, "m", oneArea), "areas[0]"},
		{"21 areas", menuJSON(2500, 843, "m", strings.TrimSuffix(strings.Repeat(oneArea+",", 21), ",")), "areas"},
		{"camera", menuJSON(2500, 843, "m", `{"bounds":{"x":0,"y":0,"width":1,"height":1},"action":{"type":"camera","label":"x"}}`), "areas[0].action.type"},
		{"alias", menuJSON(2500, 843, "m", `{"bounds":{"x":0,"y":0,"width":1,"height":1},"action":{"type":"richmenuswitch","richMenuAliasId":"A","data":"d"}}`), "areas[0].action.richMenuAliasId"},
		{"label of 21", menuJSON(2500, 843, "m", `{"bounds":{"x":0,"y":0,"width":1,"height":1},"action":{"type":"message","text":"x","label":"`+strings.Repeat("a", 21)+`"}}`), "areas[0].action.label"},
		{"nothing", `{}`, "size"},
		{"unknown", `{"colour":"red"}`, "colour"},
	} {
		for _, path := range []string{"/v2/bot/richmenu/validate", "/v2/bot/richmenu"} {
			r := w.do("POST", path, c.body)
			if c.property == "" {
				w.want(r, 200, "{")
			} else if r.status != 400 || !strings.Contains(r.body, `"property":"`+c.property+`"`) {
				t.Errorf("%s %s: %d %s", c.name, path, r.status, r.body)
			}
		}
	}
}

func TestRichMenuImage(t *testing.T) {
	w := newWorld(t, nil)
	id := w.do("POST", "/v2/bot/richmenu", menuJSON(2500, 843, "m", oneArea)).field(t, "richMenuId").(string)
	path := "/v2/bot/richmenu/" + id + "/content"
	user := "/v2/bot/user/all/richmenu/" + id
	isPNG, isJPEG := header{"Content-Type", "image/png"}, header{"Content-Type", "image/jpeg"}
	var jpg bytes.Buffer
	if err := jpeg.Encode(&jpg, image.NewGray(image.Rect(0, 0, 2500, 843)), nil); err != nil {
		t.Fatal(err)
	}
	w.want(w.do("GET", path, ""), 404, "")
	w.want(w.do("POST", user, ""), 400, "must upload richmenu image")
	w.want(w.do("POST", path, "not an image", isPNG), 400, "not a valid image/png")
	w.want(w.do("POST", path, jpg.String(), isPNG), 400, "not a valid image/png")
	w.want(w.do("POST", path, jpg.String(), header{"Content-Type", "image/gif"}), 415, "")
	w.want(w.do("POST", path, string(pngOf(t, 2500, 844)), isPNG), 400, "size")
	w.want(w.do("POST", path, string(pngOf(t, 700, 300)), isPNG), 400, "width")
	w.want(w.do("POST", path, strings.Repeat("x", 1<<20+1), isPNG), 413, "")
	w.want(w.do("POST", path, jpg.String(), isJPEG), 200, "{}")
	w.want(w.do("POST", path, jpg.String(), isJPEG), 400, "already been uploaded")
	if r := w.do("GET", path, ""); r.status != 200 || r.body != jpg.String() || r.header.Get("Content-Type") != "image/jpeg" {
		t.Errorf("image %d %s", r.status, r.header)
	}
	w.want(w.do("POST", user, ""), 200, "{}")
}

// A person sees the menu linked to them, else the default one.
func TestRichMenuOfPerson(t *testing.T) {
	w := newWorld(t, nil)
	id := w.friend("a")
	standard, own := w.newMenu(), w.newMenu()
	shown := func(want string) {
		t.Helper()
		m, err := w.sim.RichMenu(id)
		if err != nil || (m == nil) != (want == "") || m != nil && m.RichMenuID != want {
			t.Errorf("menu %+v %v, want %s", m, err, want)
		}
	}
	shown("")
	w.want(w.do("GET", "/sim/people/"+id+"/richmenu", ""), 204, "")
	w.want(w.do("GET", "/v2/bot/user/all/richmenu", ""), 404, "")
	w.want(w.do("POST", "/v2/bot/user/all/richmenu/"+standard, ""), 200, "{}")
	w.want(w.do("GET", "/v2/bot/user/all/richmenu", ""), 200, standard)
	shown(standard)
	w.want(w.do("GET", "/v2/bot/user/"+id+"/richmenu", ""), 404, "")
	w.want(w.do("POST", "/v2/bot/user/"+id+"/richmenu/"+own, ""), 200, "{}")
	w.want(w.do("GET", "/v2/bot/user/"+id+"/richmenu", ""), 200, own)
	shown(own)
	w.want(w.do("GET", "/sim/people/"+id+"/richmenu", ""), 200, `"imageUrl":"/sim/richmenu/`+own+`/image"`)
	w.want(w.do("DELETE", "/v2/bot/user/"+id+"/richmenu", ""), 200, "{}")
	shown(standard)
	w.want(w.do("POST", "/v2/bot/richmenu/bulk/link", `{"richMenuId":"`+own+`","userIds":["`+id+`"]}`), 202, "{}")
	shown(own)
	w.want(w.do("POST", "/v2/bot/richmenu/bulk/link", `{"richMenuId":"`+own+`","userIds":["me"]}`), 400, "userIds[0]")
	w.want(w.do("POST", "/v2/bot/richmenu/batch", `{"operations":[{"type":"link","from":"`+own+`","to":"`+standard+`"}]}`), 202, "{}")
	shown(standard)
	w.want(w.do("POST", "/v2/bot/richmenu/bulk/unlink", `{"userIds":["`+id+`"]}`), 202, "{}")
	w.want(w.do("DELETE", "/v2/bot/richmenu/"+standard, ""), 200, "{}")
	shown("")
	w.want(w.do("GET", "/v2/bot/richmenu/list", ""), 200, `"richMenuId":"`+own+`"`)
	w.want(w.do("GET", "/v2/bot/richmenu/"+own, ""), 200, `"chatBarText":"เมนู"`)
	w.want(w.do("GET", "/v2/bot/richmenu/"+standard, ""), 404, "")
	w.want(w.do("POST", "/v2/bot/user/someone/richmenu/"+own, ""), 400, "userId")
}

func TestRichMenuAliasAndSwitch(t *testing.T) {
	w := newWorld(t, nil)
	id := w.friend("a")
	one, two := w.newMenu(), w.newMenu()
	w.want(w.do("POST", "/v2/bot/richmenu/alias", `{"richMenuAliasId":"more","richMenuId":"`+one+`"}`), 200, "{}")
	w.want(w.do("POST", "/v2/bot/richmenu/alias", `{"richMenuAliasId":"more","richMenuId":"`+one+`"}`), 400, "conflict")
	w.want(w.do("POST", "/v2/bot/richmenu/alias", `{"richMenuAliasId":"More","richMenuId":"`+one+`"}`), 400, "richMenuAliasId")
	w.want(w.do("POST", "/v2/bot/richmenu/alias", `{"richMenuAliasId":"x","richMenuId":"none"}`), 400, "richmenu not found")
	w.want(w.do("POST", "/v2/bot/richmenu/alias/more", `{"richMenuId":"`+two+`"}`), 200, "{}")
	w.want(w.do("POST", "/v2/bot/richmenu/alias/less", `{"richMenuId":"`+two+`"}`), 404, "")
	w.want(w.do("GET", "/v2/bot/richmenu/alias/more", ""), 200, two)
	w.want(w.do("GET", "/v2/bot/richmenu/alias/list", ""), 200, `{"aliases":[{"richMenuAliasId":"more"`)
	for alias, status := range map[string]string{"more": "SUCCESS", "less": "RICHMENU_ALIAS_ID_NOTFOUND"} {
		if _, err := w.sim.Postback(id, linesim.PostbackInput{Data: "s", Params: map[string]string{"newRichMenuAliasId": alias}}); err != nil {
			t.Fatal(err)
		}
		hooks := w.hooks()
		raw, err := json.Marshal(hooks[len(hooks)-1].event(t)["postback"])
		if want := `{"data":"s","params":{"newRichMenuAliasId":"` + alias + `","status":"` + status + `"}}`; err != nil || string(raw) != want {
			t.Errorf("postback %s, want %s", raw, want)
		}
	}
	if m, err := w.sim.RichMenu(id); err != nil || m == nil || m.RichMenuID != two {
		t.Errorf("menu %+v %v", m, err)
	}
	w.want(w.do("DELETE", "/v2/bot/richmenu/alias/more", ""), 200, "{}")
	w.want(w.do("DELETE", "/v2/bot/richmenu/alias/more", ""), 404, "")
}

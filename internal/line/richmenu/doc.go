// Package richmenu holds Jitasa's rich menus, one per language and audience: the picture,
// the areas on it that can be tapped, and what a tap does. It must not know
// LINE's API; package line installs it.
//
// The pictures are drawn from menu.html by
//
//	go run ./internal/line/richmenu/draw
//
// which needs Chromium and Debian's Noto fonts: Noto Sans Thai has the forms of the letters that phones show in the
// chat above the menu. Building and running Jitasa needs none of them. A .sum
// file beside each picture records what it was drawn from, and a test fails
// when the picture is stale.
//
// The few words on the menus stand in menus.go and not in locales/, because
// they are part of a drawing: a changed word changes nothing until the picture
// is drawn again, and the test says so. Start reading there.
package richmenu

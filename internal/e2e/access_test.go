package e2e

import (
	"slices"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"
)

// named are the roles that mean nothing without a name.
func named() map[string]bool {
	roles := map[string]bool{}
	for _, r := range strings.Fields("button link textbox searchbox combobox checkbox menuitem tab dialog img image switch") {
		roles[r] = true
	}
	return roles
}

// audit looks at the page as assistive technology does, and measures what eyes
// and fingers need (WCAG 2.2 AA: 1.4.3 contrast, 2.5.8 size of targets, 3.1.1
// language, 4.1.2 names).
func (p *phone) audit(lang string) {
	p.t.Helper()
	tree, err := chromedp.Call(p.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		p.t.Fatal(err)
	}
	roles, seen := named(), 0
	for _, n := range tree.Nodes {
		if n.Ignored || n.Role == nil || !roles[value(n.Role)] {
			continue
		}
		seen++
		if strings.TrimSpace(value(n.Name)) == "" {
			p.t.Errorf("%s: a %s without a name (node %d)", p.name, value(n.Role), n.BackendDOMNodeID)
		}
	}
	if seen == 0 {
		p.t.Errorf("%s: the accessibility tree is empty", p.name)
	}
	problems, err := chromedp.Run(p.ctx, chromedp.Evaluate[[]string](auditScript+"("+quote(lang)+")"))
	if err != nil {
		p.t.Fatal(err)
	}
	slices.Sort(problems)
	for _, problem := range slices.Compact(problems) {
		p.t.Errorf("%s: %s", p.name, problem)
	}
}

func value(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	return strings.Trim(string(v.Value), `"`)
}

const auditScript = `((lang) => {
	const problems = [];
	const say = (what, e) => problems.push(what + ': ' + e.outerHTML.slice(0, 160));
	if (document.documentElement.lang !== lang) problems.push('the language of the page is ' + document.documentElement.lang);
	if (!document.title) problems.push('the page has no title');
	if (document.querySelectorAll('main').length !== 1) problems.push('the page has not exactly one main part');
	const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
	for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) problems.push('id used twice: ' + id);
	for (const e of document.querySelectorAll('img:not([alt])')) say('a picture without a text', e);
	for (const e of document.querySelectorAll('[tabindex]')) if (e.tabIndex > 0) say('a tabindex of its own', e);
	for (const e of document.querySelectorAll('[aria-hidden="true"] :is(a[href], button, input, textarea, [tabindex="0"])')) say('hidden but reached by keyboard', e);
	const shown = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && e.getClientRects().length > 0 && !e.closest('.sr-only');
	for (const e of document.querySelectorAll('button, [role="button"], select, input:not([type="file"])')) {
		const box = e.getBoundingClientRect();
		if (shown(e) && (box.width < 24 || box.height < 24)) say('smaller than 24 px', e);
	}
	const channels = (color) => { const m = color.match(/[\d.]+/g).map(Number); return { r: m[0], g: m[1], b: m[2], a: m[3] ?? 1 }; };
	const mix = (top, under) => ({ r: top.r * top.a + under.r * (1 - top.a), g: top.g * top.a + under.g * (1 - top.a), b: top.b * top.a + under.b * (1 - top.a), a: 1 });
	const light = ({ r, g, b }) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
	const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((m, n) => n - m); return (x + 0.05) / (y + 0.05); };
	const ground = (e) => {
		const layers = [];
		for (let at = e; at; at = at.parentElement) {
			const style = getComputedStyle(at);
			if (style.backgroundImage !== 'none') return null;
			const c = channels(style.backgroundColor);
			if (style.backgroundColor.startsWith('color(')) return null;
			layers.push(c);
			if (c.a === 1) break;
		}
		return layers.reverse().reduce((under, c) => mix(c, under), { r: 255, g: 255, b: 255, a: 1 });
	};
	for (const e of document.querySelectorAll('body *')) {
		const own = [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join('').trim();
		if (!/[\p{L}\p{N}]/u.test(own) || !shown(e) || e.closest(':disabled, svg, noscript')) continue;
		const style = getComputedStyle(e);
		const under = ground(e);
		if (!under || style.color.startsWith('color(')) continue;
		const size = parseFloat(style.fontSize);
		const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
		const has = ratio(mix(channels(style.color), under), under);
		if (has < needed) say('contrast ' + has.toFixed(2) + ' of ' + needed, e);
	}
	return problems;
})`

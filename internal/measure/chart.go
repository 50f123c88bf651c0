package measure

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"math"
	"strings"

	"jitasa/internal/domain"
)

//go:embed *.svg.tmpl
var charts embed.FS

// The pictures are SVG without scripts or anything from elsewhere, in the colours
// of the public pages, light and dark. What they show is in their description too,
// for those who do not see it. All lengths are in pixels.
const (
	chartWide = 720
	textDown  = 11 // from the top of a bar to its text's line
)

// draw fills a picture in. html/template escapes what stands in it.
func draw(name string, view any) ([]byte, error) {
	t, err := template.ParseFS(charts, "style.svg.tmpl", name)
	if err != nil {
		return nil, fmt.Errorf("reading a chart: %w", err)
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, name, view); err != nil {
		return nil, fmt.Errorf("drawing a chart: %w", err)
	}
	return b.Bytes(), nil
}

// Layout of the bars.
const (
	barsAtMost = 20 // provinces; the rest is one more row
	barLeft    = 216
	barWide    = 400
	barTop     = 88
	barRow     = 42
)

type barsView struct {
	Wide, High                               int
	Lang, Title, About, First, Second, Empty string
	SecondAt, SecondText                     int
	Rows                                     []bar
}

// bar is a province: a bar for what was sent above one for clicks.
type bar struct {
	Name                          string
	Y, Y2, Middle                 int
	First, FirstEnd, FirstText    int
	Second, SecondEnd, SecondText int
	FirstLabel, SecondLabel       string
}

// Bars draws how many each province was sent, and how often links were opened there.
func (r *Report) Bars(w Words, names Names) ([]byte, error) {
	rows := r.barRows(w, names)
	v := barsView{
		Wide: chartWide, High: barTop + max(1, len(rows))*barRow + 16, Lang: w.Lang(), Title: w.T("report.bars.title"),
		First: w.T("report.bars.sent"), Second: w.T("report.bars.clicks"), Empty: w.T("report.bars.empty"), Rows: rows,
	}
	v.SecondAt = 46 + 10*columns(v.First) + 16
	v.SecondText = v.SecondAt + 22
	v.About = v.Empty
	if len(rows) > 0 {
		said := make([]string, len(rows))
		for i, row := range rows {
			said[i] = w.T("report.bars.row", "Name", row.Name, "Sent", row.FirstLabel, "Clicks", row.SecondLabel)
		}
		v.About = w.T("report.bars.about", "Shown", w.Number(min(len(rows), barsAtMost)), "List", strings.Join(said, "; "))
	}
	return draw("bars.svg.tmpl", v)
}

// barRows lays the provinces out that anything was sent to.
func (r *Report) barRows(w Words, names Names) []bar {
	var shown []Figures
	rest := Figures{}
	hidden, most := 0, 1
	for _, f := range r.Provinces() {
		if f.Accepted+f.Clicks == 0 {
			continue
		}
		if len(shown) < barsAtMost {
			shown = append(shown, f)
		} else {
			rest.add(f)
			hidden++
		}
	}
	for _, f := range shown {
		most = max(most, f.Accepted, f.Clicks)
	}
	rows := make([]bar, len(shown), barsAtMost+1)
	for i, f := range shown {
		rows[i] = newBar(w, f, i, most)
		rows[i].Name = provinceName(w, names, f.Province)
	}
	if hidden > 0 { // in numbers alone: their bar would dwarf those of single provinces
		last := newBar(w, rest, len(rows), 0)
		last.Name = w.T("report.bars.others", "Count", hidden)
		rows = append(rows, last)
	}
	return rows
}

func newBar(w Words, f Figures, n, most int) bar {
	y := barTop + n*barRow
	row := bar{
		Y: y, Y2: y + 16, Middle: y + 20, First: scaled(f.Accepted, most, barWide), Second: scaled(f.Clicks, most, barWide),
		FirstLabel: w.Number(f.Accepted), SecondLabel: w.Number(f.Clicks), FirstText: y + textDown + 1, SecondText: y + 16 + textDown + 1,
	}
	row.FirstEnd, row.SecondEnd = barLeft+row.First+8, barLeft+row.Second+8
	return row
}

// scaled is the length of a bar: what is not nothing can be seen.
func scaled(n, most, wide int) int {
	if n <= 0 || most <= 0 {
		return 0
	}
	return max(1, int(math.Round(float64(min(n, most))/float64(most)*float64(wide))))
}

// Layout of the funnel.
const (
	funnelTop    = 64
	funnelRow    = 64
	funnelHigh   = 40
	funnelMiddle = 324
	funnelWide   = 320
	unknownWide  = 96 // says nothing of how many
)

type funnelView struct {
	Wide, High         int
	Lang, Title, About string
	Stages             []stage
}

// stage is a step on the way, as wide as it has people.
type stage struct {
	Name, Value, Class string
	X, Y, Width, Text  int
	Down               string // corners of the way from the stage before
}

// Funnel draws how many of those who were sent it opened it, clicked and joined.
//
//i18n:keys report.stage.*
func (r *Report) Funnel(w Words) ([]byte, error) {
	joined := r.Total.People[domain.HasJoined]
	stages := []stage{r.stage(w, &r.Total.Accepted), r.stage(w, r.Opened), r.stage(w, r.Clicked), r.stage(w, &joined)}
	if r.Clicked == nil && r.Total.Clicks > 0 { // not people, but better than nothing
		stages[2] = r.stage(w, &r.Total.Clicks)
		stages[2].Value = w.T("report.funnel.times", "Count", r.Total.Clicks)
	}
	v := funnelView{Wide: chartWide, High: funnelTop + len(stages)*funnelRow, Lang: w.Lang(), Title: w.T("report.funnel.title"), Stages: stages}
	said := make([]string, len(stages))
	for i, name := range []string{"sent", "opened", "clicked", "joined"} {
		s := &stages[i]
		s.Name, s.Y = w.T("report.stage."+name), funnelTop+i*funnelRow
		s.Text = s.Y + funnelHigh/2 + 5
		if i > 0 && s.Class != "unknown" && stages[i-1].Class != "unknown" {
			s.Down = way(stages[i-1], *s)
		}
		said[i] = w.T("report.funnel.row", "Name", s.Name, "Value", s.Value)
	}
	v.About = w.T("report.funnel.about", "List", strings.Join(said, "; "))
	return draw("funnel.svg.tmpl", v)
}

// stage sizes a step; n is nil where nobody knows.
func (r *Report) stage(w Words, n *int) stage {
	s := stage{Class: "unknown", Width: unknownWide}
	if n == nil {
		s.Value = fmt.Sprint(r.told(w, nil))
	} else {
		s.Class, s.Width = "first", scaled(*n, r.Total.Accepted, funnelWide)
		s.Value = w.T("report.funnel.people", "Count", *n)
		if r.Total.Accepted > 0 {
			percent := math.Round(1000*float64(*n)/float64(r.Total.Accepted)) / 10
			s.Value = w.T("report.funnel.share", "Value", s.Value, "Percent", fmt.Sprint(percent))
		}
	}
	s.X = funnelMiddle - s.Width/2
	return s
}

// way are the corners of what leads from one stage down to the next.
func way(from, to stage) string {
	return fmt.Sprintf("%d,%d %d,%d %d,%d %d,%d", from.X, from.Y+funnelHigh, from.X+from.Width, from.Y+funnelHigh, to.X+to.Width, to.Y, to.X, to.Y)
}

package demo

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// header is the contract of the import format.
func header() []string {
	return strings.Split("id,title_th,title_en,summary_th,summary_en,organisation,cause,kind,province_code,district_code,lat,lng,"+
		"starts_at,ends_at,seats,skills,minors_ok,expenses,contact,source,licence,weekdays,hours,languages,sitting,certificate", ",")
}

// cells of one job, in the order of header.
func (m *material) cells(j *job) []string {
	th, en := j.fill(inThai), j.fill(inEnglish)
	province, district, lat, lng := "", "", "", ""
	if j.spot != nil {
		province, district = j.province, j.district
		lat, lng = degrees(j.points[j.point].Lat), degrees(j.points[j.point].Lng)
	}
	expenses := make([]string, len(j.Expenses))
	for i, key := range j.Expenses {
		expenses[i] = m.Expenses[key]
	}
	contact := m.Contact
	if j.Kind == "emergency" {
		contact = m.Urgent
	}
	return []string{
		j.id, th(j.TH[0]), en(j.EN[0]), th(j.TH[1]), en(j.EN[1]), m.organiser(j), j.Cause, j.Kind,
		province, district, lat, lng, moment(j.starts), moment(j.ends), strconv.Itoa(j.seats), strings.Join(j.Skills, ";"),
		strconv.FormatBool(j.Minors), strings.Join(expenses, "; "), contact, m.Source, m.Licence,
		j.Weekdays, j.shift(), j.Languages, j.Sitting, j.Certificate,
	}
}

// shift is from when to when work goes on, on the weekdays that are named.
func (j *job) shift() string {
	if j.Weekdays == "" {
		return ""
	}
	return j.starts.Format("15:04") + "-" + j.starts.Add(time.Duration(j.Hours)*time.Hour).Format("15:04")
}

func degrees(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

// organiser is the group that the row names.
func (m *material) organiser(j *job) string {
	if j.spot == nil {
		return m.Remote[j.Org]
	}
	if no, ok := m.Surin[j.Org]; ok && j.province == "32" {
		return m.networks[no-1]
	}
	names := m.Organisers[j.Org]
	return strings.NewReplacer("{p}", inThai(j.spot), "{P}", inEnglish(j.spot)).Replace(names[j.number%len(names)])
}

// fill returns what puts the province into a text.
func (j *job) fill(name func(*spot) string) func(string) string {
	if j.spot == nil {
		return func(s string) string { return s }
	}
	return strings.NewReplacer("{p}", name(j.spot)).Replace
}

func inThai(s *spot) string {
	if s.province == "10" {
		return "กรุงเทพฯ"
	}
	return s.provinceTH
}

func inEnglish(s *spot) string { return s.provinceEN }

// check finds what would make a row wrong, so that a bad template is seen at once.
func (m *material) check() error {
	for _, t := range m.templates {
		_, err := time.Parse("15:04", t.At)
		unknown := slices.ContainsFunc(t.Expenses, func(key string) bool { return m.Expenses[key] == "" })
		never := t.Weekdays != "" && !slices.ContainsFunc([]time.Weekday{0, 1, 2, 3, 4, 5, 6}, func(d time.Weekday) bool { return fits(t.On, d) && t.worksOn(d) })
		if err != nil || unknown || never || t.Seats[1] < t.Seats[0] || m.Organisers[t.Org] == nil || t.Kind == "remote" && m.Remote[t.Org] == "" {
			return fmt.Errorf("template %s: time, weekdays, expenses, seats or organiser", t.Key)
		}
	}
	return nil
}

package importer_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"jitasa/internal/domain"
	"jitasa/internal/importer"
	"jitasa/internal/place"
	"jitasa/internal/thai"
)

// gazetteered reads rows of a few columns as the command does, and returns what it warns of.
func gazetteered(t *testing.T, rows string) (all []*domain.Opportunity, warned []string, err error) {
	t.Helper()
	g, err := place.New()
	if err != nil {
		t.Fatal(err)
	}
	english := words(t, "en")
	all, err = importer.Opportunities(strings.NewReader("id,title_en,organisation,starts_at,ends_at,province_code,district_code,lat,lng,skills\n"+rows), importer.CSV, importer.Options{
		Places: importer.PlacesFunc(func(code string) (domain.Point, bool) {
			p, ok := g.Place(code)
			return p.Point, ok
		}),
		Gazetteer: g, Now: time.Date(2026, 11, 22, 5, 0, 0, 0, time.UTC), Warn: func(p importer.Problem) { warned = append(warned, p.In(english)) },
	})
	return all, warned, err
}

// Dates are read as the bot reads them in the chat, and mean the same whenever the file is read.
func TestReadsDatesAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"5/12/2569": "2026-12-05T00:00", "5/12/2026": "2026-12-05T00:00", "5 ธ.ค. 2569": "2026-12-05T00:00", "5 ธันวาคม 2569 เวลา 9.00 น.": "2026-12-05T09:00",
		"วันเสาร์ที่ 5 ธันวาคม 2569 บ่ายสอง": "2026-12-05T14:00", "5 Dec 2026 9am": "2026-12-05T09:00", "5/12/2569 08:30": "2026-12-05T08:30", "๕/๑๒/๒๕๖๙": "2026-12-05T00:00",
	} {
		all, _, err := gazetteered(t, "a,A,G,"+text+",,,,,,\n")
		if err != nil || len(all) != 1 || all[0].StartsAt.Add(7*time.Hour).Format("2006-01-02T15:04") != want {
			t.Errorf("%s: %v, %v; want %s", text, all, err, want)
		}
	}
	for text, want := range map[string]string{
		"5/12/69": "may be 2026-12-05 or 2069-12-05; write the year in full", "5 ธ.ค.": "depends on the day on which the file is read", "พรุ่งนี้": "depends on the day",
		"5-7 ธ.ค. 2569": "is several days", "31/2/2569": "is no time such as", "5/12/2569 หกโมง": "is no time such as", "5/12/2569 somewhere": "is no time such as", "some day": "is no time such as",
	} {
		if _, _, err := gazetteered(t, "a,A,G,"+text+",,,,,,\n"); !strings.Contains(said(t, err), want) {
			t.Errorf("%s: %v; want %s", text, err, want)
		}
	}
}

// Work that ends on a day lasts to the end of it, and says so in a file that it is exported to; a time that is written is kept.
func TestADayIsMeantToItsEnd(t *testing.T) {
	for end, want := range map[string]string{
		"2026-12-05": "2026-12-05T23:59:59", "5/12/2569": "2026-12-05T23:59:59", "วันเสาร์ที่ 5 ธ.ค. 2569": "2026-12-05T23:59:59", "๖/๑๒/๒๕๖๙": "2026-12-06T23:59:59",
		"2026-12-06T00:00": "2026-12-06T00:00:00", "2026-12-06 00:00:00": "2026-12-06T00:00:00", "6/12/2569 0:00": "2026-12-06T00:00:00", "5/12/2569 16.30 น.": "2026-12-05T16:30:00",
	} {
		all, _, err := gazetteered(t, "a,A,G,5/12/2569 8:00,"+end+",32,,,,\n")
		if err != nil || len(all) != 1 || all[0].EndsAt.Add(7*time.Hour).Format("2006-01-02T15:04:05") != want {
			t.Errorf("%s: %v, %v; want %s", end, all, err, want)
			continue
		}
		for _, f := range []importer.Format{importer.CSV, importer.JSON, importer.XLSX} {
			var out bytes.Buffer
			if err := importer.WriteOpportunities(&out, f, each(all), thai.Zone()); err != nil {
				t.Fatal(err)
			}
			again, err := importer.Opportunities(&out, f, importer.Options{Places: places})
			if diff := cmp.Diff(all, again); err != nil || diff != "" {
				t.Errorf("%s, %s again: %v%s", end, f, err, diff)
			}
		}
	}
	if _, _, err := gazetteered(t, "a,A,G,5/12/2569 8:00,4/12/2569,32,,,,\n"); err == nil {
		t.Error("it ends the day before it starts")
	}
}

// A date of a spreadsheet is a number of days, which has no time of day where it is whole.
func TestADayOfASpreadsheetIsMeantToItsEnd(t *testing.T) {
	for end, want := range map[time.Time]time.Time{
		time.Date(2026, 12, 5, 0, 0, 0, 0, time.UTC):   time.Date(2026, 12, 5, 16, 59, 59, 0, time.UTC),
		time.Date(2026, 12, 5, 16, 30, 0, 0, time.UTC): time.Date(2026, 12, 5, 9, 30, 0, 0, time.UTC),
	} {
		all, err := read(t, sheet(t, func(f *excelize.File) {
			if err := errors.Join(f.SetCellValue("Sheet1", "I1", "ends_at"), f.SetCellValue("Sheet1", "I2", end)); err != nil {
				t.Fatal(err)
			}
		}), importer.XLSX)
		if err != nil || len(all) != 1 || !all[0].EndsAt.Equal(want) {
			t.Errorf("%v: %v, %v; want %v", end, all, err, want)
		}
	}
}

// What goes on has no end to be past, and a day is not past in its morning.
func TestDoesNotWarnOfWhatIsNotOver(t *testing.T) {
	for cells, want := range map[string]bool{
		"2026-11-22,": false, "2026-11-22,2026-11-22": false, "2026-11-21T12:00,": true, "2026-11-21T12:01,": false, "2026-11-20,2026-11-21": true, "2026-11-21 20:00,2026-11-22 12:01": false,
	} {
		if _, warned, err := gazetteered(t, "a,A,G,"+cells+",,,,,\n"); err != nil || len(warned) > 0 != want {
			t.Errorf("%s: %v, %v", cells, warned, err)
		}
	}
	if _, warned, err := gazetteered(t, "a,A,G,5/12/69,,,,,,\n"); err == nil || len(warned) > 0 {
		t.Errorf("nobody knows when it starts: %v, %v", warned, err)
	}
	_, err := importer.Opportunities(strings.NewReader("id,title_en,organisation,kind,starts_at\na,A,G,continuing,2024-01-01\n"), importer.CSV, importer.Options{
		Now: time.Date(2026, 11, 22, 5, 0, 0, 0, time.UTC), Warn: func(p importer.Problem) { t.Error(p) },
	})
	if err != nil {
		t.Error(err)
	}
}

// Places are read by name as well as by code; a name that fits two is for whoever wrote it to decide.
func TestReadsPlacesByName(t *testing.T) {
	for cells, want := range map[string][2]string{
		"สุรินทร์,": {"32", ""}, "จ.สุรินทร์,อ.เมือง": {"32", "3201"}, "Surin,Prasat": {"32", "3205"}, "กทม,บางนา": {"10", "1047"}, "โคราช,เฉลิมพระเกียรติ": {"30", "3032"}, ",ปราสาท": {"32", "3205"}, "32,3205": {"32", "3205"},
	} {
		all, _, err := gazetteered(t, "a,A,G,2026-12-05,,"+cells+",,,\n")
		if err != nil || len(all) != 1 || all[0].Province != want[0] || all[0].District != want[1] || all[0].Point == nil {
			t.Errorf("%s: %v, %v; want %v", cells, all, err, want)
		}
	}
	for cells, want := range map[string]string{
		",เฉลิมพระเกียรติ": "may be Chaloem Phra Kiat, Saraburi (1913) or ", "สุรินท,": "is it Surin (32)?", "นครวัดใหญ่,": "there is no place",
		"เชียงใหม่,ปราสาท": "no such place", "99,": "is no such code",
	} {
		if _, _, err := gazetteered(t, "a,A,G,2026-12-05,,"+cells+",,,\n"); !strings.Contains(said(t, err), want) {
			t.Errorf("%s: %v; want %s", cells, err, want)
		}
	}
}

// What may be meant, and may be a slip, is said, and imported.
func TestWarns(t *testing.T) {
	all, warned, err := gazetteered(t, "a,A,G,2026-11-21,2026-11-21,สุรินทร์,,18.79,98.98,driving;juggling\nb,B,G,2026-11-21,2026-12-21,สุรินทร์,,14.88,103.49,driving\n")
	if err != nil || len(all) != 2 {
		t.Fatal(all, err)
	}
	for i := range warned {
		warned[i], _, _ = strings.Cut(warned[i], ";")
	}
	want := []string{
		`row 2, column skills: "juggling" is no skill that people can say they have, so that nobody is found by it`,
		"row 2, column starts_at: the work is over already: nobody will be shown it",
		"row 2, column lat: 18.79, 98.98 seems to be in Chiang Mai (50), not in the province 32",
	}
	if diff := cmp.Diff(want, warned); diff != "" {
		t.Error(diff)
	}
}

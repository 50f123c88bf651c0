package demo

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"hash/fnv"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/importer"
	"jitasa/internal/thai"
)

// CSV is the opportunities as an import file, dated from the day of today (in Thailand). Work that is over
// by a later hour of that day is in it all the same.
func CSV(today time.Time) ([]byte, error) {
	m, err := load()
	if err == nil {
		err = m.check()
	}
	if err != nil {
		return nil, fmt.Errorf("making demo data: %w", err)
	}
	zone := thai.Zone()
	y, month, d := today.In(zone).Date()
	table := [][]string{header()}
	for _, j := range m.plan(time.Date(y, month, d, 0, 0, 0, 0, zone)) {
		table = append(table, m.cells(&j))
	}
	return file(table)
}

func file(table [][]string) ([]byte, error) {
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(table); err != nil {
		return nil, fmt.Errorf("making demo data: %w", err)
	}
	return b.Bytes(), nil
}

// Opportunities are those of CSV, read by the importer; CreatedAt is spread over the month before, so that not all are new.
func Opportunities(today time.Time, places importer.Places) ([]*domain.Opportunity, error) {
	data, err := CSV(today)
	if err != nil {
		return nil, err
	}
	all, err := importer.Opportunities(bytes.NewReader(data), importer.CSV, importer.Options{Places: places})
	if err != nil {
		return nil, fmt.Errorf("reading demo data: %w", err)
	}
	for _, o := range all {
		h := fnv.New32a()
		h.Write([]byte(o.ID))
		age := time.Duration(h.Sum32()%(30*24)) * time.Hour
		o.CreatedAt = domain.Instant(today.Add(-age))
		o.UpdatedAt = domain.Instant(today)
	}
	return all, nil
}

// NetworksCSV is the ten networks of Surin as an import file, with ids surin-1 … surin-10.
func NetworksCSV() ([]byte, error) {
	all, err := rows("surin_networks.csv")
	if err != nil {
		return nil, fmt.Errorf("making demo data: %w", err)
	}
	table := [][]string{{"no", "name_th", "name_en", "organisations", "members", "province_code"}}
	for _, r := range all {
		table = append(table, []string{"surin-" + r[0], r[1], r[2], r[3], r[4], "32"})
	}
	return file(table)
}

// OrganisationsCSV is the member organisations of the volunteer network as an import file, with ids member-01 ….
func OrganisationsCSV() ([]byte, error) {
	all, err := rows("network_members.csv")
	if err != nil {
		return nil, fmt.Errorf("making demo data: %w", err)
	}
	table := [][]string{{"id", "name_th", "name_en", "network", "list"}}
	for i, r := range all {
		th, en := r[0], ""
		if !hasThai(th) {
			th, en = "", r[0]
		}
		table = append(table, []string{fmt.Sprintf("member-%02d", i+1), th, en, "", r[1]})
	}
	return file(table)
}

func hasThai(s string) bool {
	for _, c := range s {
		if c >= 0x0e00 && c <= 0x0e7f {
			return true
		}
	}
	return false
}

// Networks are those of NetworksCSV, read by the importer.
func Networks(places importer.Places) ([]*domain.Network, error) {
	data, err := NetworksCSV()
	if err != nil {
		return nil, err
	}
	return importer.Networks(bytes.NewReader(data), importer.CSV, importer.Options{Places: places})
}

// Organisations are those of OrganisationsCSV, read by the importer.
func Organisations() ([]*domain.Organisation, error) {
	data, err := OrganisationsCSV()
	if err != nil {
		return nil, err
	}
	return importer.Organisations(bytes.NewReader(data), importer.CSV, importer.Options{})
}

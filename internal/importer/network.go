package importer

import (
	"io"

	"jitasa/internal/domain"
)

func networkColumns() []column {
	return []column{
		{"no", true}, {"name_th", false}, {"name_en", false}, {"organisations", false}, {"members", false}, {"province_code", false},
	}
}

// Networks reads a file of networks; the id of a network is its no. See [Opportunities] for errors.
func Networks(r io.Reader, f Format, o Options) ([]*domain.Network, error) {
	return documents(r, f, o, networkColumns(), readNetwork)
}

// maxMembers is beyond the population of the country.
const maxMembers = 100_000_000

func readNetwork(r *row, places Places) *domain.Network {
	province, _ := r.code("province_code", 2, places)
	return &domain.Network{
		Meta:          domain.Meta{ID: r.id("no")},
		Name:          r.name(),
		Province:      province,
		Organisations: r.number("organisations", maxMembers),
		Members:       r.number("members", maxMembers),
	}
}

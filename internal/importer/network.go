package importer

import (
	"io"

	"jitasa/internal/domain"
	"jitasa/internal/place"
)

func networkColumns() []column {
	return []column{
		{name: "no", required: true}, {name: "name_th"}, {name: "name_en"},
		{name: "organisations"}, {name: "members"}, {name: "province_code"},
	}
}

// Networks reads a file of networks; the id of a network is its no. See [Opportunities] for errors.
func Networks(r io.Reader, f Format, o Options) ([]*domain.Network, error) {
	return documents(r, f, o, networkColumns(), readNetwork)
}

// maxMembers is beyond the population of the country.
const maxMembers = 100_000_000

func readNetwork(r *row) *domain.Network {
	province, _ := r.place("province_code", place.Province, "")
	return &domain.Network{
		Meta:          domain.Meta{ID: r.id("no")},
		Name:          r.name(),
		Province:      province,
		Organisations: r.number("organisations", maxMembers),
		Members:       r.number("members", maxMembers),
	}
}

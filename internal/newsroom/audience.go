package newsroom

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"jitasa/internal/deliver/audience"
	"jitasa/internal/domain"
	"jitasa/internal/place"
)

// audience reads for whom something is: conditions, or "@name" for a segment that was saved. Places are given by name or code.
// What nobody can have is a domain.ErrInvalid that says what is nearest: a slip must not become an empty audience.
func (s *Service) audience(ctx context.Context, text string) (audience.Segment, error) {
	if name, saved := strings.CutPrefix(text, "@"); saved {
		kept, err := s.Segments.Get(ctx, name)
		switch {
		case errors.Is(err, domain.ErrNotFound):
			return audience.Segment{}, fmt.Errorf("%w: no segment is called %q", domain.ErrInvalid, name)
		case err != nil:
			return audience.Segment{}, fmt.Errorf("looking for a segment: %w", err)
		}
		return kept.Segment, nil
	}
	of, err := audience.ParseSegment(text)
	if err != nil {
		return of, err
	}
	if of.Provinces, err = s.codes("province", of.Provinces, place.Province); err != nil {
		return of, err
	}
	if of.Districts, err = s.codes("district", of.Districts, place.District); err != nil {
		return of, err
	}
	for _, lang := range of.Languages {
		if s.Speak(lang).Lang() != lang {
			return of, fmt.Errorf("%w: lang=%s: the bot does not speak it", domain.ErrInvalid, lang)
		}
	}
	return of, s.networked(ctx, of.Networks)
}

// codes are the gazetteer's codes of places of a level.
func (s *Service) codes(condition string, names []string, level place.Level) (codes []string, err error) {
	for _, name := range names {
		found := ofLevel(s.Places.Exactly(name), level)
		if p, ok := s.Places.Place(name); ok && p.Level == level {
			found = []place.Place{p}
		}
		if len(found) != 1 {
			return nil, s.noPlace(condition, name, level, found)
		}
		codes = append(codes, found[0].Code)
	}
	return codes, nil
}

func ofLevel(r place.Result, level place.Level) []place.Place {
	return slices.DeleteFunc(slices.Clone(r.Places), func(p place.Place) bool { return p.Level != level })
}

// noPlace says that a name is no place, or not one, and what may be meant.
func (s *Service) noPlace(condition, name string, level place.Level, several []place.Place) error {
	said, near := "there is none", several
	if len(several) > 1 {
		said = "there are several"
	} else {
		near = ofLevel(s.Places.Find(name), level)
	}
	var nearest []string
	for _, p := range near[:min(nearestShown, len(near))] {
		nearest = append(nearest, fmt.Sprintf("%s %s (%s)", p.Code, s.Places.FullName(p, domain.English), p.Name(domain.Thai)))
	}
	if len(nearest) == 0 {
		return fmt.Errorf("%w: %s=%s: %s; say a name or a code, such as %s", domain.ErrInvalid, condition, name, said, map[place.Level]string{place.Province: "32, Surin or สุรินทร์", place.District: "3201 or Prasat"}[level])
	}
	return fmt.Errorf("%w: %s=%s: %s; nearest: %s", domain.ErrInvalid, condition, name, said, strings.Join(nearest, ", "))
}

// nearestShown is how many places are offered instead of one that there is not.
const nearestShown = 5

// networked refuses networks that there are not.
func (s *Service) networked(ctx context.Context, ids []string) error {
	for _, id := range ids {
		_, err := s.Networks.Get(ctx, id)
		if err == nil {
			continue
		}
		if !errors.Is(err, domain.ErrNotFound) {
			return fmt.Errorf("looking for a network: %w", err)
		}
		var known []string
		for w, err := range s.Networks.All(ctx) {
			if err != nil {
				return fmt.Errorf("looking at networks: %w", err)
			}
			known = append(known, w.ID)
		}
		return fmt.Errorf("%w: network=%s: known are %s", domain.ErrInvalid, id, strings.Join(known, ", "))
	}
	return nil
}

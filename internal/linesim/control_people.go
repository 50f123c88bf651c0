package linesim

import (
	"fmt"
	"io"
	"net/http"
)

func (s *Sim) mountPeople(mux *http.ServeMux) {
	person := func(pattern string, f func(id string, r *http.Request) (any, error)) {
		mux.Handle(pattern, control(func(r *http.Request) (any, error) { return f(r.PathValue("id"), r) }))
	}
	mux.Handle("POST /sim/people", control(s.controlAdd))
	person("GET /sim/people/{id}", func(id string, _ *http.Request) (any, error) { return s.Person(id) })
	person("DELETE /sim/people/{id}", func(id string, _ *http.Request) (any, error) { return nil, s.RemovePerson(id) })
	person("PATCH /sim/people/{id}", func(id string, r *http.Request) (any, error) {
		in, err := bodyOf[struct{ Name, Language string }](r)
		if err != nil {
			return nil, err
		}
		return s.RenamePerson(id, in.Name, in.Language)
	})
	person("POST /sim/people/{id}/follow", func(id string, _ *http.Request) (any, error) { return s.Follow(id) })
	person("POST /sim/people/{id}/unfollow", func(id string, _ *http.Request) (any, error) { return s.Unfollow(id) })
	person("GET /sim/people/{id}/chat", s.controlChat)
	person("POST /sim/people/{id}/send", s.controlSend)
	person("POST /sim/people/{id}/image", s.controlImage)
	person("POST /sim/people/{id}/postback", func(id string, r *http.Request) (any, error) {
		in, err := bodyOf[PostbackInput](r)
		if err != nil {
			return nil, err
		}
		return s.Postback(id, in)
	})
	person("POST /sim/people/{id}/unsend", func(id string, r *http.Request) (any, error) {
		in, err := bodyOf[struct{ MessageID string }](r)
		if err != nil {
			return nil, err
		}
		return s.Unsend(id, in.MessageID)
	})
	person("POST /sim/people/{id}/read", func(id string, _ *http.Request) (any, error) { return nil, s.Read(id) })
	person("POST /sim/people/{id}/event", s.controlEvent)
	person("GET /sim/people/{id}/richmenu", func(id string, _ *http.Request) (any, error) {
		m, err := s.RichMenu(id)
		if m == nil {
			return nil, err
		}
		return m, err
	})
}

func (s *Sim) controlAdd(r *http.Request) (any, error) {
	in, err := bodyOf[struct{ ID, Name, Language string }](r)
	switch {
	case err != nil:
		return nil, err
	case in.Name == "" || units(in.Name) > 100:
		return nil, fmt.Errorf("%w: a person needs a name of at most 100 characters", ErrBadInput)
	case in.ID != "":
		return s.AddPersonID(in.ID, in.Name, in.Language)
	}
	return s.AddPerson(in.Name, in.Language), nil
}

func (s *Sim) controlChat(id string, r *http.Request) (any, error) {
	after, err := queryInt(r, "after")
	if err != nil {
		return nil, err
	}
	entries, err := s.ChatAfter(id, after)
	if err != nil {
		return nil, err
	}
	return map[string]any{"entries": entries}, nil
}

func (s *Sim) controlSend(id string, r *http.Request) (any, error) {
	in, err := bodyOf[struct {
		Type, Text           string
		Title, Address       string
		Latitude, Longitude  float64
		PackageID, StickerID string
	}](r)
	if err != nil {
		return nil, err
	}
	switch in.Type {
	case "text":
		return s.SendText(id, in.Text)
	case "location":
		return s.SendLocation(id, in.Title, in.Address, in.Latitude, in.Longitude)
	case "sticker":
		return s.SendSticker(id, in.PackageID, in.StickerID)
	}
	return nil, fmt.Errorf("%w: type %q is none of text, location, sticker", ErrBadInput, in.Type)
}

func (s *Sim) controlImage(id string, r *http.Request) (any, error) {
	file, _, err := r.FormFile("file")
	if err != nil {
		return nil, fmt.Errorf("reading image: %w", err)
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(file)
	if err != nil {
		return nil, fmt.Errorf("reading image: %w", err)
	}
	return s.SendImage(id, data)
}

// controlEvent sends an event of any type: {"type":…, …the type's own fields}.
func (s *Sim) controlEvent(id string, r *http.Request) (any, error) {
	fields, err := bodyOf[map[string]any](r)
	if err != nil {
		return nil, err
	}
	kind, _ := fields["type"].(string)
	event, err := s.SendEvent(id, kind, fields)
	return map[string]string{"webhookEventId": event}, err
}

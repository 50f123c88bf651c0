package linesim

import (
	"embed"
	"encoding/json"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"
)

//go:embed phone
var phoneFiles embed.FS

// routes puts Messaging API, control API and phone on one handler.
func (s *Sim) routes() http.Handler {
	mux := http.NewServeMux()
	s.mountAPI(mux)
	control := http.NewServeMux()
	s.mountControl(control)
	s.mountPeople(control)
	pages, err := fs.Sub(phoneFiles, "phone")
	if err != nil {
		panic(err) // the folder is embedded at build time
	}
	control.Handle("GET /phone/", http.StripPrefix("/phone/", noStore(http.FileServerFS(pages))))
	control.Handle("GET /{$}", http.RedirectHandler("/phone/", http.StatusFound))
	mux.Handle("/", s.guard(control))
	return mux
}

// noStore: the simulator runs for minutes, a cached page would outlive it.
func noStore(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-cache")
		next.ServeHTTP(w, r)
	})
}

// guard keeps other web sites out of the control API: names that resolve to
// loopback by DNS rebinding, and requests from foreign pages.
func (s *Sim) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.opt.AnyHost && !isLoopbackHost(r.Host) {
			controlError(w, http.StatusForbidden, "this host name is not served")
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead && isForeign(r) {
			controlError(w, http.StatusForbidden, "requests from other sites are refused")
			return
		}
		w.Header().Set("X-Content-Type-Options", "nosniff")
		next.ServeHTTP(w, r)
	})
}

func isLoopbackHost(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.Trim(host, "[]")
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

func isForeign(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		return true
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return false
	}
	u, err := url.Parse(origin)
	return err != nil || u.Host != r.Host
}

func controlError(w http.ResponseWriter, status int, message string) {
	controlJSON(w, status, map[string]string{"error": message})
}

func controlJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // a page that went away needs no answer
}

// control makes a handler of a function; nil results are answered 204.
func control(f func(r *http.Request) (any, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, maxPicture+1<<20)
		body, err := f(r)
		var tooLarge *http.MaxBytesError
		switch {
		case errors.Is(err, ErrNoPerson), errors.Is(err, ErrNoMessage):
			controlError(w, http.StatusNotFound, err.Error())
		case errors.Is(err, ErrNotFollowing), errors.Is(err, ErrFollowing):
			controlError(w, http.StatusConflict, err.Error())
		case errors.As(err, &tooLarge):
			controlError(w, http.StatusRequestEntityTooLarge, "the request is too large")
		case err != nil:
			controlError(w, http.StatusBadRequest, err.Error())
		case body == nil:
			w.WriteHeader(http.StatusNoContent)
		default:
			controlJSON(w, http.StatusOK, body)
		}
	})
}

// bodyOf reads a JSON body; an empty one leaves the zero value.
func bodyOf[T any](r *http.Request) (T, error) {
	var in T
	d := json.NewDecoder(r.Body)
	d.DisallowUnknownFields()
	err := d.Decode(&in)
	if err != nil && r.ContentLength == 0 {
		return in, nil
	}
	return in, err
}

func (s *Sim) mountControl(mux *http.ServeMux) {
	mux.Handle("GET /sim/state", control(func(*http.Request) (any, error) { return s.state(), nil }))
	mux.HandleFunc("GET /sim/events", s.serveEvents)
	mux.Handle("GET /sim/log", control(s.controlLog))
	mux.Handle("GET /sim/faults", control(func(*http.Request) (any, error) { return map[string]any{"faults": s.Faults()}, nil }))
	mux.Handle("POST /sim/faults", control(func(r *http.Request) (any, error) {
		f, err := bodyOf[Fault](r)
		if err != nil {
			return nil, err
		}
		return s.SetFault(f)
	}))
	clear := control(func(r *http.Request) (any, error) {
		id := r.PathValue("id")
		if id == "" {
			id = r.URL.Query().Get("id")
		}
		s.ClearFault(id)
		return map[string]any{"faults": s.Faults()}, nil
	})
	mux.Handle("DELETE /sim/faults", clear)
	mux.Handle("DELETE /sim/faults/{id}", clear)
	mux.Handle("POST /sim/clock", control(s.controlClock))
	mux.Handle("POST /sim/quota", control(func(r *http.Request) (any, error) {
		q, err := bodyOf[Quota](r)
		if err == nil {
			err = s.SetQuota(q)
		}
		return s.Quota(), err
	}))
	mux.Handle("POST /sim/webhook", control(s.controlWebhook))
	mux.Handle("POST /sim/redeliver", control(func(r *http.Request) (any, error) {
		in, err := bodyOf[struct{ WebhookEventID string }](r)
		if err == nil {
			err = s.Redeliver(in.WebhookEventID)
		}
		return map[string]string{"webhookEventId": in.WebhookEventID}, err
	}))
	mux.Handle("POST /sim/hold", control(func(*http.Request) (any, error) { s.Hold(); return nil, nil }))
	mux.Handle("POST /sim/release", control(func(*http.Request) (any, error) { s.Release(); return nil, nil }))
	mux.Handle("POST /sim/reset", control(func(*http.Request) (any, error) { s.Reset(); return s.state(), nil }))
	mux.HandleFunc("GET /sim/content/{messageId}", func(w http.ResponseWriter, r *http.Request) {
		p, found := s.media.get(r.PathValue("messageId"))
		servePicture(w, p, found)
	})
	mux.HandleFunc("GET /sim/richmenu/{id}/image", func(w http.ResponseWriter, r *http.Request) {
		if p := s.menus.imageOf(r.PathValue("id")); p != nil {
			servePicture(w, *p, true)
			return
		}
		servePicture(w, picture{}, false)
	})
}

func servePicture(w http.ResponseWriter, p picture, found bool) {
	if !found {
		controlError(w, http.StatusNotFound, "no such image")
		return
	}
	w.Header().Set("Content-Type", p.kind)
	_, _ = w.Write(p.data) // a page that went away needs no answer
}

func (s *Sim) state() map[string]any {
	return map[string]any{
		"bot": s.opt.Bot, "people": s.People(), "now": s.Now().Format(time.RFC3339Nano),
		"clockOffsetMs": s.clock.offset.Load() / int64(time.Millisecond),
		"quota":         s.Quota(), "faults": s.Faults(), "webhook": s.Webhook(), "seq": s.seq.Load(), "stats": s.Stats(),
	}
}

func queryInt(r *http.Request, name string) (int64, error) {
	raw := r.URL.Query().Get(name)
	if raw == "" {
		return 0, nil
	}
	return strconv.ParseInt(raw, 10, 64)
}

func (s *Sim) controlLog(r *http.Request) (any, error) {
	after, err := queryInt(r, "after")
	if err != nil {
		return nil, err
	}
	most, err := queryInt(r, "limit")
	if err != nil {
		return nil, err
	}
	return map[string]any{"entries": s.Log(after, int(most))}, nil
}

func (s *Sim) controlClock(r *http.Request) (any, error) {
	in, err := bodyOf[struct {
		AdvanceMs int64
		Set       string
	}](r)
	if err != nil {
		return nil, err
	}
	if in.Set != "" {
		at, err := time.Parse(time.RFC3339, in.Set)
		if err != nil {
			return nil, err
		}
		s.SetClock(at)
	}
	s.Advance(time.Duration(in.AdvanceMs) * time.Millisecond)
	return map[string]any{"now": s.Now().Format(time.RFC3339Nano),
		"clockOffsetMs": s.clock.offset.Load() / int64(time.Millisecond)}, nil
}

// controlWebhook changes the settings that the body names.
func (s *Sim) controlWebhook(r *http.Request) (any, error) {
	in, err := bodyOf[struct {
		URL                *string
		Active, Redelivery *bool
	}](r)
	if err != nil {
		return nil, err
	}
	w := s.Webhook()
	if in.URL != nil {
		w.URL = *in.URL
	}
	if in.Active != nil {
		w.Active = *in.Active
	}
	if in.Redelivery != nil {
		w.Redelivery = *in.Redelivery
	}
	err = s.SetWebhook(w)
	return s.Webhook(), err
}

package tryout

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/app"
	"jitasa/internal/config"
	"jitasa/internal/demo"
	"jitasa/internal/line"
	"jitasa/internal/line/richmenu"
	"jitasa/internal/linesim"
	"jitasa/internal/thai"
)

// Demo is everything on one machine: the bot with demo data, a LINE platform
// and a phone in the browser, connected as in production.
type Demo struct {
	App      *app.App
	Sim      *linesim.Sim
	PhoneURL string // the phone in the browser
	BotURL   string // the bot's own pages
	Codes    demo.Codes
	Console  string // a link that signs the visitor in

	bot, phone net.Listener
	folder     string // to be removed at the end
}

// DemoOptions say where a demo listens. Port 0 is any free one; so is one that is taken.
type DemoOptions struct {
	BotAddr, PhoneAddr string
	Log                *slog.Logger
	Sim                linesim.Options // secrets and addresses are filled in
}

// NewDemo builds a demo with a database of its own, which is gone at the end.
func NewDemo(ctx context.Context, o DemoOptions) (d *Demo, err error) {
	d = &Demo{}
	defer func() {
		if err != nil {
			d.close()
		}
	}()
	if d.folder, err = os.MkdirTemp("", "jitasa-demo-"); err != nil {
		return nil, fmt.Errorf("making a folder: %w", err)
	}
	if d.bot, err = listen(ctx, o.BotAddr); err != nil {
		return nil, err
	}
	if d.phone, err = listen(ctx, o.PhoneAddr); err != nil {
		return nil, err
	}
	d.BotURL, d.PhoneURL = "http://"+d.bot.Addr().String(), "http://"+d.phone.Addr().String()
	secret, token := randomHex(), randomHex()
	o.Sim.ChannelSecret, o.Sim.ChannelToken, o.Sim.WebhookURL = secret, token, d.BotURL+"/webhook/line"
	if o.Sim.Bot.DisplayName == "" {
		o.Sim.Bot = linesim.Bot{DisplayName: "จิตอาสา Jitasa", BasicID: "@jitasa"}
	}
	if d.Sim, err = linesim.New(o.Sim); err != nil {
		return nil, fmt.Errorf("starting the LINE simulator: %w", err)
	}
	c := config.Config{
		Addr: d.bot.Addr().String(), PublicURL: d.BotURL, Zone: thai.Zone(), Roles: config.Roles{Web: true, Worker: true},
		Store: config.Store{Engine: config.SQLite, Path: filepath.Join(d.folder, "jitasa.db")},
		Key:   keyForOneRun(),
		Line:  config.Line{Secret: config.Secret(secret), Token: config.Secret(token), API: d.PhoneURL, DataAPI: d.PhoneURL},
	}
	if d.App, err = app.New(ctx, c, app.Options{Log: o.Log, Now: d.Sim.Now}); err != nil {
		return nil, err
	}
	if d.Codes, err = load(ctx, d.App, d.Sim.Now()); err == nil {
		d.Console, err = d.App.SignInLink(ctx, access.ByCommand(), "demo", demo.Admin, access.InvitationLasts)
	}
	if err != nil {
		return nil, errors.Join(err, d.App.Close())
	}
	return d, nil
}

// Run serves until the context ends. ready is called once everything answers.
func (d *Demo) Run(ctx context.Context, ready func()) error {
	defer d.close()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	phone := &http.Server{Handler: d.Sim.Handler(), ReadHeaderTimeout: 5 * time.Second}
	tasks := []func() error{
		func() error { return d.Sim.Run(ctx) },
		func() error { return d.App.Run(ctx, d.bot, nil) },
		func() error {
			if err := phone.Serve(d.phone); !errors.Is(err, http.ErrServerClosed) {
				return fmt.Errorf("serving the phone: %w", err)
			}
			return nil
		},
	}
	ended := make(chan error)
	for _, task := range tasks {
		go func() { ended <- task() }()
	}
	err := line.SetupMenus(ctx, d.App.Sender, richmenu.All())
	if err == nil {
		ready()
		<-ctx.Done()
	}
	stop()
	err = errors.Join(err, phone.Close()) // its page holds a stream open for as long as it is shown: no point in waiting for it
	for range tasks {
		err = errors.Join(err, <-ended)
	}
	return err
}

func (d *Demo) close() {
	for _, l := range []net.Listener{d.bot, d.phone} {
		if l != nil {
			_ = l.Close() // closed already by its server, or unused
		}
	}
	if d.folder != "" {
		_ = os.RemoveAll(d.folder) // a leftover in the temporary folder harms nobody
	}
}

// listen takes the address, or any free port of its host when it is taken.
func listen(ctx context.Context, addr string) (net.Listener, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", addr)
	if err == nil {
		return l, nil
	}
	host, _, splitErr := net.SplitHostPort(addr)
	if splitErr != nil {
		return nil, fmt.Errorf("listening: %w", err)
	}
	if l, err = lc.Listen(ctx, "tcp", net.JoinHostPort(host, "0")); err != nil {
		return nil, fmt.Errorf("listening: %w", err)
	}
	return l, nil
}

func randomHex() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b) // never fails (crypto/rand)
	return hex.EncodeToString(b)
}

package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime/pprof"

	"github.com/gin-gonic/gin"
	"github.com/line/line-bot-sdk-go/v8/linebot/messaging_api"
	"github.com/line/line-bot-sdk-go/v8/linebot/webhook"

	"jitasa/internal/app"
	"jitasa/internal/config"
)

// serveAs is what a child process does until it is told to end.
func serveAs(ctx context.Context, role string) error {
	if folder := os.Getenv(profileEnv); folder != "" {
		f, err := os.Create(filepath.Join(folder, role+".pprof"))
		if err != nil {
			return fmt.Errorf("making a profile: %w", err)
		}
		if err := pprof.StartCPUProfile(f); err != nil {
			return fmt.Errorf("profiling: %w", err)
		}
		defer pprof.StopCPUProfile()
	}
	if role == "echo" {
		return serveEcho(ctx)
	}
	return serveJitasa(ctx, role)
}

// serveEcho is the baseline: Gin and the SDK, as its examples do it, nothing
// stored. It answers texts unless their event asks for no answer (no reply token).
func serveEcho(ctx context.Context) error {
	api, err := messaging_api.NewMessagingApiAPI(channelToken, messaging_api.WithEndpoint(os.Getenv("JITASA_LINE_API")),
		messaging_api.WithHTTPClient(&http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 256}}))
	if err != nil {
		return fmt.Errorf("preparing the SDK: %w", err)
	}
	gin.SetMode(gin.ReleaseMode)
	e := gin.New()
	e.POST("/webhook/line", func(c *gin.Context) {
		callback, err := webhook.ParseRequest(channelSecret, c.Request)
		if err != nil {
			c.Status(http.StatusBadRequest)
			return
		}
		for _, event := range callback.Events {
			go echo(api, event)
		}
		c.Status(http.StatusOK)
	})
	return serve(ctx, e)
}

func echo(api *messaging_api.MessagingApiAPI, event webhook.EventInterface) {
	e, ok := event.(webhook.MessageEvent)
	if !ok || e.ReplyToken == "" {
		return
	}
	if text, ok := e.Message.(webhook.TextMessageContent); ok {
		_, _ = api.ReplyMessage(&messaging_api.ReplyMessageRequest{ // a baseline has nobody to tell
			ReplyToken: e.ReplyToken, Messages: []messaging_api.MessageInterface{&messaging_api.TextMessage{Text: text.Text}},
		})
	}
}

func serve(ctx context.Context, h http.Handler) error {
	l, err := listenLocal(ctx)
	if err != nil {
		return err
	}
	fmt.Println(l.Addr())
	server := &http.Server{Handler: h}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serving: %w", err)
	}
	return nil
}

func listenLocal(ctx context.Context) (net.Listener, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listening: %w", err)
	}
	return l, nil
}

// serveJitasa is `jitasa serve` with the roles given.
func serveJitasa(ctx context.Context, roles string) error {
	l, err := listenLocal(ctx)
	if err != nil {
		return err
	}
	c, _, err := config.Load([]string{
		"--addr", l.Addr().String(), "--roles", roles, "--line-secret", channelSecret, "--line-token", channelToken, "--key", masterKey,
	}, os.Getenv)
	if err != nil {
		return fmt.Errorf("settings: %w", err)
	}
	a, err := app.New(ctx, c, app.Options{Log: slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))})
	if err != nil {
		return err
	}
	return a.Run(ctx, l, func() {
		fmt.Println(l.Addr())
		app.Settle()
	})
}

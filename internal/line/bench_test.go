package line_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/line/line-bot-sdk-go/v8/linebot/messaging_api"

	"jitasa/internal/chat"
	"jitasa/internal/line"
)

func BenchmarkRenderReply(b *testing.B) {
	messages := []chat.Message{{Text: "สนใจงานด้านไหน", Choices: named("สัตว์ เด็ก สุขภาพ การศึกษา"), Nav: nav("ย้อนกลับ", "เมนู")}}
	b.ReportAllocs()
	for b.Loop() {
		if len(line.Render(messages, line.Options{Lang: "th"})) != 1 {
			b.Fatal("not one object")
		}
	}
}

func BenchmarkRenderCarousel(b *testing.B) {
	var messages []chat.Message
	for _, s := range samples() {
		if s.name == "nearby_th" {
			messages = s.messages
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if len(line.Render(messages, line.Options{Lang: "th"})) != 2 {
			b.Fatal("not two objects")
		}
	}
}

func BenchmarkReply(b *testing.B) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		_, _ = io.WriteString(w, "{}")
	}))
	defer server.Close()
	s, err := line.NewSender(line.SenderOptions{Endpoint: server.URL, Token: line.Fixed("t")})
	if err != nil {
		b.Fatal(err)
	}
	said := objects()
	b.ReportAllocs()
	b.RunParallel(func(p *testing.PB) {
		for p.Next() {
			if err := s.Reply(context.Background(), replyToken, said); err != nil {
				b.Error(err)
			}
		}
	})
}

// BenchmarkReplySDK is the same call through the SDK.
func BenchmarkReplySDK(b *testing.B) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		_, _ = io.WriteString(w, "{}")
	}))
	defer server.Close()
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 512
	api, err := messaging_api.NewMessagingApiAPI("t", messaging_api.WithEndpoint(server.URL), messaging_api.WithHTTPClient(&http.Client{Transport: transport}))
	if err != nil {
		b.Fatal(err)
	}
	said := objects()
	b.ReportAllocs()
	b.RunParallel(func(p *testing.PB) {
		for p.Next() {
			request := &messaging_api.ReplyMessageRequest{ReplyToken: replyToken}
			for _, o := range said {
				request.Messages = append(request.Messages, o)
			}
			if _, err := api.ReplyMessage(request); err != nil {
				b.Error(err)
			}
		}
	})
}

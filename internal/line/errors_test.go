package line_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"jitasa/internal/line"
)

func TestClassify(t *testing.T) {
	accepted := http.Header{"X-Line-Accepted-Request-Id": {"req-0"}, "X-Line-Request-Id": {"req-1"}}
	for _, c := range []struct {
		status int
		body   string
		header http.Header
		want   line.Kind
		retry  bool
	}{
		{400, `{"message":"Invalid reply token"}`, nil, line.InvalidReplyToken, false},
		{400, `{"message":"The property, 'to', in the request body is invalid (line: -, column: -)"}`, nil, line.Rejected, false},
		{400, ``, nil, line.Rejected, false},
		{401, `{}`, nil, line.Unauthorized, false},
		{403, `{}`, nil, line.Unauthorized, false},
		{404, `{}`, nil, line.NotFound, false},
		{408, `{}`, nil, line.Unavailable, true},
		{409, `{}`, accepted, line.AlreadyAccepted, false},
		{409, `{"message":"conflict richmenu alias id"}`, nil, line.Rejected, false},
		{413, `<html>`, nil, line.Rejected, false},
		{429, `{"message":"You have reached your monthly limit."}`, nil, line.QuotaExhausted, false},
		{429, `{"message":"The API rate limit has been exceeded. Try again later."}`, nil, line.RateLimited, true},
		{429, `<html>`, nil, line.RateLimited, true},
		{500, `{}`, nil, line.Unavailable, true},
		{503, `<html>` + secretText, nil, line.Unavailable, true},
	} {
		e := line.Classify(c.status, []byte(c.body), c.header)
		if e.Kind != c.want || e.Status != c.status || e.Retryable() != c.retry {
			t.Errorf("%d %s: %+v", c.status, c.body, e)
		}
		if !line.IsKind(fmt.Errorf("x: %w", e), c.want) || line.IsKind(errors.New("x"), c.want) {
			t.Errorf("%d: IsKind", c.status)
		}
		if strings.Contains(e.Error(), secretText) || !strings.Contains(e.Error(), fmt.Sprint(c.status)) {
			t.Errorf("%d: says %q", c.status, e.Error())
		}
	}
	if e := line.Classify(409, nil, accepted); e.AcceptedID != "req-0" || e.RequestID != "req-1" {
		t.Errorf("%+v", e)
	}
	e := line.Classify(400, []byte(`{"message":"x","details":[{"property":"messages[0].text"},{"property":"คน ชื่อ"}]}`), nil)
	if len(e.Properties) != 1 || !strings.HasSuffix(e.Error(), "at messages[0].text") {
		t.Errorf("%q", e.Error())
	}
}

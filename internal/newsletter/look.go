package newsletter

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"jitasa/internal/domain"
)

// lookWithin bounds the look at one address.
const lookWithin = 10 * time.Second

// Look asks for the head of an address, and for no content; see [Linter].
func Look(ctx context.Context, url string) (kind string, length int64, err error) {
	ctx, cancel := context.WithTimeout(ctx, lookWithin)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodHead, url, http.NoBody)
	if err != nil {
		return "", 0, fmt.Errorf("asking: %w", err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", 0, fmt.Errorf("asking: %w", err)
	}
	defer response.Body.Close()
	if response.StatusCode >= 400 && response.StatusCode != http.StatusMethodNotAllowed {
		return "", 0, fmt.Errorf("%w: status %d", domain.ErrNotFound, response.StatusCode)
	}
	return response.Header.Get("Content-Type"), response.ContentLength, nil
}

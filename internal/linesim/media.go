package linesim

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	_ "image/png" // people send PNG too
	"net/http"
	"sync"
)

const (
	maxPicture   = 10 << 20 // bytes of an image in a chat
	maxPixels    = 50 << 20 // what the simulator is willing to decode
	previewWidth = 240      // pixels, as of LINE's previews
)

// picture is an image that a person sent, or a rich menu shows.
type picture struct {
	data   []byte
	kind   string // image/jpeg or image/png
	width  int
	height int
}

// newPicture refuses what is neither JPEG nor PNG.
func newPicture(data []byte) (picture, error) {
	if len(data) > maxPicture {
		return picture{}, fmt.Errorf("%w: image of more than %d bytes", ErrBadInput, maxPicture)
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || format != "jpeg" && format != "png" {
		return picture{}, fmt.Errorf("%w: an image must be JPEG or PNG", ErrBadInput)
	}
	return picture{data: data, kind: "image/" + format, width: config.Width, height: config.Height}, nil
}

// preview is a JPEG of at most previewWidth, the nearest pixels taken.
func (p picture) preview() ([]byte, error) {
	if p.width*p.height > maxPixels {
		return nil, fmt.Errorf("%w: image of %d×%d pixels", ErrBadInput, p.width, p.height)
	}
	full, _, err := image.Decode(bytes.NewReader(p.data))
	if err != nil {
		return nil, fmt.Errorf("decoding image: %w", err)
	}
	from := full.Bounds()
	w := min(from.Dx(), previewWidth)
	h := max(1, from.Dy()*w/max(1, from.Dx()))
	small := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			at := full.At(from.Min.X+x*from.Dx()/w, from.Min.Y+y*from.Dy()/h)
			small.Set(x, y, color.RGBAModel.Convert(at))
		}
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, small, nil); err != nil {
		return nil, fmt.Errorf("encoding preview: %w", err)
	}
	return out.Bytes(), nil
}

// mediaBytes is how much the platform keeps of what people sent; the oldest
// goes first, as LINE's content does after a while.
const mediaBytes = 256 << 20

// media holds what people sent, by message id.
type media struct {
	mu    sync.RWMutex
	byID  map[string]picture
	order []string
	bytes int
}

func newMedia() *media { return &media{byID: map[string]picture{}} }

func (m *media) put(id string, p picture) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.byID[id] = p
	m.order = append(m.order, id)
	m.bytes += len(p.data)
	for m.bytes > mediaBytes && len(m.order) > 1 {
		m.drop(m.order[0])
		m.order = m.order[1:]
	}
}

func (m *media) drop(id string) {
	m.bytes -= len(m.byID[id].data)
	delete(m.byID, id)
}

func (m *media) get(id string) (picture, bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	p, found := m.byID[id]
	return p, found
}

func (m *media) remove(id string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.drop(id)
}

func (c *call) content() answer {
	p, found := c.media.get(c.r.PathValue("messageId"))
	if !found {
		return c.notFound()
	}
	return answer{status: http.StatusOK, kind: p.kind, body: p.data}
}

func (c *call) contentPreview() answer {
	p, found := c.media.get(c.r.PathValue("messageId"))
	if !found {
		return c.notFound()
	}
	small, err := p.preview()
	if err != nil {
		return c.refuse(http.StatusInternalServerError, "The preview could not be made")
	}
	return answer{status: http.StatusOK, kind: "image/jpeg", body: small}
}

// transcoding is for video and audio; people here send images only, which are
// ready at once.
func (c *call) transcoding() answer {
	if _, found := c.media.get(c.r.PathValue("messageId")); !found {
		return c.notFound()
	}
	return ok(map[string]string{"status": "succeeded"})
}

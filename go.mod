module jitasa

go 1.26.0

require (
	github.com/BurntSushi/toml v1.6.0 // message files and the data of the demo; the reader that go-i18n documents
	github.com/bytedance/sonic v1.15.0 // store: JSON of documents and views, in a third of the time; gin brings it along
	github.com/chromedp/cdproto v0.159.0 // tests: types of the browser protocol that chromedp speaks
	github.com/chromedp/chromedp v0.23.0 // tests and richmenu/draw: a real browser; pure Go, no driver to install
	github.com/gin-gonic/gin v1.12.0 // web: the router and its middleware; named by the project
	github.com/go-text/typesetting v0.3.5 // typeset: HarfBuzz in Go, which Thai needs; used by Gio, Fyne and Ebitengine
	github.com/gofrs/flock v0.13.2 // store/sqlite: the lock of a file that is served, on every system; let go when its process dies
	github.com/google/go-cmp v0.7.0 // tests: differences that can be read
	github.com/google/uuid v1.6.0 // LINE's retry keys
	github.com/klauspost/compress v1.20.3 // archive: zstd, store: s2 with a dictionary; the standard library has neither
	github.com/line/line-bot-sdk-go/v8 v8.22.0 // line: the official SDK; exact, as older ones break text v2 and empty arrays
	github.com/nicksnyder/go-i18n/v2 v2.7.0 // i18n: message files and plural rules (CLDR)
	github.com/oklog/ulid/v2 v2.1.2 // ids that sort by time, as LINE's own event ids do
	github.com/piglig/go-qr v1.1.0 // typeset: QR codes, nothing but the standard library beneath
	github.com/prometheus/client_golang v1.23.2 // metrics: the official client
	github.com/rivo/uniseg v0.4.7 // grapheme clusters: LINE counts labels in them
	github.com/rogpeppe/go-internal v1.16.0 // tests: end-to-end scripts (testscript)
	github.com/schollz/progressbar/v3 v3.19.1 // jitasa import: the progress bar
	github.com/spf13/pflag v1.0.10 // flags with two dashes, in groups, as people know them
	github.com/tink-crypto/tink-go/v2 v2.9.0 // privacy/seal: authenticated encryption with key sets that rotate
	github.com/xuri/excelize/v2 v2.11.0 // importer: writes XLSX, streamed; below 2.11 a small file could kill the process
	go.mongodb.org/mongo-driver/v2 v2.10.0 // store/mongo: the official driver
	go.uber.org/goleak v1.3.0 // tests: goroutines that outlive their server
	golang.org/x/image v0.47.0 // typeset: fills outlines (vector); go-text needs it too
	golang.org/x/sync v0.24.0 // errgroup and singleflight
	golang.org/x/term v0.47.0 // jitasa chat and import: is this a terminal, and how wide
	golang.org/x/text v0.43.0 // NFC, Thai collation, plural rules, Windows-874 files
	modernc.org/sqlite v1.60.0 // the embedded engine, without cgo; v1.61.1 does not tidy
	pgregory.net/rapid v1.3.0 // tests: properties and state machines
)

require (
	github.com/bytedance/gopkg v0.1.3 // indirect
	github.com/bytedance/sonic/loader v0.5.0 // indirect
	github.com/cloudwego/base64x v0.1.6 // indirect
	github.com/dustin/go-humanize v1.0.1 // indirect
	github.com/gabriel-vasile/mimetype v1.4.12 // indirect
	github.com/gin-contrib/sse v1.1.0 // indirect
	github.com/go-json-experiment/json v0.0.0-20260213210345-44df1a37e875 // indirect
	github.com/go-playground/locales v0.14.1 // indirect
	github.com/go-playground/universal-translator v0.18.1 // indirect
	github.com/go-playground/validator/v10 v10.30.1 // indirect
	github.com/goccy/go-json v0.10.5 // indirect
	github.com/goccy/go-yaml v1.19.2 // indirect
	github.com/json-iterator/go v1.1.12 // indirect
	github.com/klauspost/cpuid/v2 v2.3.0 // indirect
	github.com/leodido/go-urn v1.4.0 // indirect
	github.com/mattn/go-isatty v0.0.24 // indirect
	github.com/mitchellh/colorstring v0.0.0-20190213212951-d06e56a500db // indirect
	github.com/modern-go/concurrent v0.0.0-20180306012644-bacd9c7ef1dd // indirect
	github.com/modern-go/reflect2 v1.0.2 // indirect
	github.com/ncruces/go-strftime v1.0.0 // indirect
	github.com/pelletier/go-toml/v2 v2.2.4 // indirect
	github.com/quic-go/qpack v0.6.0 // indirect
	github.com/quic-go/quic-go v0.59.0 // indirect
	github.com/remyoudompheng/bigfft v0.0.0-20230129092748-24d4a6f8daec // indirect
	github.com/richardlehane/mscfb v1.0.7 // indirect
	github.com/richardlehane/msoleps v1.0.6 // indirect
	github.com/tiendc/go-deepcopy v1.7.2 // indirect
	github.com/twitchyliquid64/golang-asm v0.15.1 // indirect
	github.com/ugorji/go/codec v1.3.1 // indirect
	github.com/xuri/efp v0.0.1 // indirect
	github.com/xuri/nfp v0.0.2-0.20250530014748-2ddeb826f9a9 // indirect
	golang.org/x/arch v0.22.0 // indirect
	golang.org/x/crypto v0.57.0 // indirect
	golang.org/x/net v0.59.0 // indirect
	golang.org/x/sys v0.49.0 // indirect
	golang.org/x/tools v0.51.0 // indirect
	google.golang.org/protobuf v1.36.12 // indirect
	modernc.org/libc v1.77.1 // indirect
	modernc.org/mathutil v1.7.1 // indirect
	modernc.org/memory v1.12.1 // indirect
)

require github.com/yuin/goldmark v1.8.7

require (
	github.com/beorn7/perks v1.0.1 // indirect
	github.com/cespare/xxhash/v2 v2.3.0 // indirect
	github.com/munnerz/goautoneg v0.0.0-20191010083416-a7dc8b61c822 // indirect
	github.com/prometheus/client_model v0.6.2 // indirect
	github.com/prometheus/common v0.66.1 // indirect
	github.com/prometheus/procfs v0.16.1 // indirect
	github.com/xdg-go/scram v1.4.0 // indirect
	github.com/xdg-go/stringprep v1.0.4 // indirect
	github.com/youmark/pkcs8 v0.0.0-20240726163527-a2c0da244d78 // indirect
	go.yaml.in/yaml/v2 v2.4.2 // indirect
)

package archtest

// module is the path that all our imports begin with.
const module = "jitasa/"

// Sizes, as smells that are always worth a second look.
const (
	maxFunctionLines = 60
	maxFileLines     = 400
	maxPackageLines  = 2500
)

// largerPackages are those that are more than that, and how much they may be: less with each that is split, never more.
var largerPackages = map[string]int{
	"internal/linesim": 6400, // all of a platform, which imports nothing of ours
	"internal/line":    3600, // all of an API
	"internal/shifts":  3100, // who is there and when (attendance, check-in, codes) is to be a package of its own
}

// capabilities know what the product does and who may have it done. They see no face, no engine of storage, not LINE, and
// neither conversations nor questions.
var capabilities = []string{"internal/access", "internal/calls", "internal/hours", "internal/members", "internal/newsroom", "internal/shifts", "internal/support"}

// faces read what somebody said, tapped, posted or typed, and call a use case. They see no storage and no delivery, nor each other.
var faces = []string{"internal/flows", "internal/web", "internal/terminal"}

// notOfCapabilities and notOfFaces are what they must not see.
var (
	notOfCapabilities = append([]string{"cmd", "internal/app", "internal/dialog", "internal/flow", "internal/store", "internal/collections", "internal/line", "internal/linesim"}, faces...)
	notOfFaces        = []string{"internal/store", "internal/collections", "internal/deliver"}
)

// themes is where conversations lie, one package for each theme; no theme sees another, but for sharedByThemes.
const themes = "internal/flows/"

// sharedByThemes are the packages beside the themes that each may use.
var sharedByThemes = []string{"internal/flows/answers"}

// onlySees lists the packages whose imports from this module are counted out; subpackages count as the package.
// A package that is not listed here may import what neverSees and onlyFor leave it.
// Capabilities see internal/access, which sees only the domain: each asks the Actor whether they may.
var onlySees = map[string][]string{
	"internal/domain":           {},
	"internal/thai":             {"internal/thai"},
	"internal/config":           {},
	"internal/archtest":         {},
	"internal/linesim":          {"internal/linesim"}, // it must not share the adapter's mistakes
	"internal/chat":             {"internal/domain"},
	"internal/flow":             {"internal/flow", "internal/chat", "internal/domain"},
	"internal/web/page":         {"internal/domain"},
	"internal/access":           {"internal/domain"},
	"internal/deliver":          {"internal/deliver", "internal/chat", "internal/domain"},
	"internal/deliver/limits":   {"internal/domain"},
	"internal/deliver/audience": {"internal/domain"},
	"internal/calls":            {"internal/calls", "internal/access", "internal/deliver", "internal/measure", "internal/thai", "internal/domain"},
	"internal/hours":            {"internal/access", "internal/domain"},
	"internal/members":          {"internal/domain"},
	"internal/newsroom":         {"internal/newsroom", "internal/importer", "internal/access", "internal/newsletter", "internal/deliver", "internal/measure", "internal/match", "internal/place", "internal/chat", "internal/domain"},
	"internal/cards":            {"internal/access", "internal/calls", "internal/hours", "internal/shifts", "internal/support", "internal/chat", "internal/place", "internal/thai", "internal/domain"},
	"internal/dialog":           {"internal/access", "internal/cards", "internal/flow", "internal/chat", "internal/place", "internal/understand", "internal/domain"},
	"internal/flows":            {"internal/flows", "internal/dialog", "internal/cards", "internal/access", "internal/flow", "internal/chat", "internal/domain", "internal/calls", "internal/members", "internal/thai", "internal/place", "internal/match", "internal/understand", "internal/shifts", "internal/hours", "internal/support"},
	"internal/shifts":           {"internal/access", "internal/domain"},
	"internal/support":          {"internal/access", "internal/domain"},
	"internal/timesheet":        {"internal/shifts", "internal/hours", "internal/access", "internal/domain"},
	"internal/place":            {"internal/place", "internal/thai", "internal/domain"},
	"internal/match":            {"internal/match", "internal/place", "internal/thai", "internal/domain"},
	"internal/understand":       {"internal/understand", "internal/thai", "internal/place", "internal/domain"},
	"internal/i18n":             {"locales", "internal/thai", "internal/domain"},
	"internal/privacy":          {"internal/privacy", "internal/chat", "internal/domain"},
	"internal/line":             {"internal/line", "internal/chat", "internal/domain"},
	"internal/measure":          {"internal/domain"},
	"internal/typeset":          {},
	"internal/credential":       {},
	"internal/archive":          {"internal/archive", "internal/collections", "internal/store", "internal/domain"},
	"internal/store":            {"internal/store", "internal/domain"}, // the mechanism knows nothing that is kept in it
	"internal/terminal":         {"internal/bot", "internal/chat", "internal/domain"},
	"internal/importer":         {"internal/importer", "internal/access", "internal/domain", "internal/thai", "internal/place", "internal/understand"},
	"cmd/jitasa/command":        {"internal/config", "internal/store", "internal/domain"}, // what commands share knows none of them
	"locales":                   {},
}

// standardOnly are the packages that import nothing from outside but the standard library and golang.org/x/text.
var standardOnly = []string{"internal/domain", "internal/chat", "internal/flow", "internal/thai", "internal/members", "internal/credential"}

// neverSees keeps the parts that do the work from each other and from storage: they declare the interfaces they need.
var neverSees = map[string][]string{
	"internal/bot":         {"internal/store", "internal/collections", "internal/deliver", "internal/timer", "internal/privacy", "internal/line", "internal/web"},
	"internal/deliver":     {"internal/store", "internal/collections", "internal/bot", "internal/timer", "internal/privacy", "internal/line", "internal/web"},
	"internal/timer":       {"internal/store", "internal/collections", "internal/bot", "internal/deliver", "internal/privacy", "internal/line", "internal/web"},
	"internal/privacy":     {"internal/store", "internal/collections", "internal/bot", "internal/deliver", "internal/timer", "internal/line", "internal/web"},
	"internal/collections": {"internal/store/sqlite", "internal/store/mongo", "internal/line", "internal/web"}, // it keeps what bot and inbox declare
	"internal/inbox":       {"internal/bot", "internal/flows", "internal/line", "internal/web"},
}

// onlyFor lists what only some may import. cmd/bench also measures the bare libraries, to compare us with them.
var onlyFor = map[string][]string{
	"github.com/line/line-bot-sdk-go":         {"internal/line", "cmd/bench"},
	"go.mongodb.org/mongo-driver":             {"internal/store/mongo"},
	"modernc.org/sqlite":                      {"internal/store/sqlite"},
	"github.com/xuri/excelize":                {"internal/importer"},
	"github.com/nicksnyder/go-i18n":           {"internal/i18n"},
	"github.com/chromedp":                     {"internal/line/richmenu/draw", "internal/linesim/browsertest"}, // and tests
	module + "internal/metrics":               {"internal/app", "internal/metrics"},
	"github.com/klauspost/compress":           {"internal/archive", "internal/store"},
	"github.com/tink-crypto/tink-go":          {"internal/privacy/seal"},
	"github.com/go-text/typesetting":          {"internal/typeset"},
	module + "cmd":                            {"cmd/jitasa"}, // main.go lists the commands, which share cmd/jitasa/command
	module + "internal/app":                   {"cmd", "internal/app"},
	module + "internal/linesim":               {"cmd", "internal/app", "internal/linesim"},
	module + "internal/collections":           {"cmd", "internal/app", "internal/archive", "internal/collections"},
	module + "internal/store/mongo":           {"cmd", "internal/app", "internal/store/mongo"},
	module + "internal/store/sqlite":          {"cmd", "internal/app", "internal/store/sqlite"},
	module + "internal/store/storetest":       {}, // tests only
	module + "internal/store/memory":          {}, // tests only
	module + "internal/store/mongo/mongotest": {}, // tests only
	module + "internal/flow/flowtest":         {}, // tests only
	module + "internal/deliver/delivertest":   {}, // tests only
	module + "internal/calls/callstest":       {}, // tests only
	module + "internal/access/accesstest":     {}, // tests only
	module + "internal/shifts/shiftstest":     {}, // tests only
	module + "internal/linesim/browsertest":   {}, // tests only
	module + "internal/web":                   {"cmd", "internal/app", "internal/web"},
	module + "internal/line":                  {"cmd", "internal/app", "internal/line", "internal/web"},
	module + "internal/demo":                  {"cmd", "internal/app", "internal/demo"},
	module + "internal/archtest":              {},
	"github.com/spf13/pflag":                  {"internal/config", "cmd"},
	"github.com/schollz/progressbar":          {"cmd", "internal/app"},
	"github.com/prometheus/client_golang":     {"internal/metrics"},
}

// onlyForPackage lists what only a package itself may import, and nothing below it.
var onlyForPackage = map[string][]string{
	"github.com/gin-gonic/gin": {"internal/web", "cmd/bench"}, // the faces below declare their handlers over net/http
}

// partsOfTests are the packages that are tests themselves: they put the product together in memory.
var partsOfTests = []string{"internal/flow/flowtest", "internal/deliver/delivertest", "internal/access/accesstest", "internal/shifts/shiftstest"}

// emptyNames say nothing about what is in a package.
var emptyNames = []string{"utils", "util", "helpers", "helper", "common", "manager", "impl", "misc", "shared", "base"}

// stateTypes are types whose only use at package level is to guard or hold something that changes.
var stateTypes = []string{
	"sync.Mutex", "sync.RWMutex", "sync.Map", "sync.Once", "sync.WaitGroup",
	"atomic.Bool", "atomic.Int32", "atomic.Int64", "atomic.Uint32", "atomic.Uint64", "atomic.Value", "atomic.Pointer",
}

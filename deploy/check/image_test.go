package check

import (
	"bytes"
	"debug/elf"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

// final is what the last stage of the Dockerfile says.
type final struct {
	copies [][2]string // from the build stage, to the image
	user   string
	env    []string
}

func dockerfile(t *testing.T) final {
	t.Helper()
	raw, err := os.ReadFile("../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	tree, err := parser.Parse(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	stages, _, err := instructions.Parse(tree.AST, nil)
	if err != nil {
		t.Fatal(err)
	}
	last := stages[len(stages)-1]
	if len(stages) < 2 || last.BaseName != "scratch" {
		t.Errorf("%d stages, the last one from %s", len(stages), last.BaseName)
	}
	var f final
	for _, c := range last.Commands {
		switch c := c.(type) {
		case *instructions.CopyCommand:
			f.copies = append(f.copies, [2]string{c.SourcePaths[0], c.DestPath})
		case *instructions.UserCommand:
			f.user = c.User
		case *instructions.EnvCommand:
			for _, e := range c.Env {
				f.env = append(f.env, e.Key+"="+e.Value)
			}
		}
	}
	return f
}

// The binary needs no library, and runs as nobody in a root that holds nothing
// but what the Dockerfile copies.
func TestImage(t *testing.T) {
	f := dockerfile(t)
	if !strings.HasPrefix(f.user, "65532") {
		t.Errorf("the image runs as %q", f.user)
	}
	program, err := elf.Open(binary(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range program.Progs {
		if p.Type == elf.PT_INTERP {
			t.Error("the binary is not static")
		}
	}
	if os.Getuid() != 0 {
		t.Fatal("an empty root can only be made by root: run this test as root, as CI does")
	}
	root := t.TempDir()
	for dir := root; dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range f.copies {
		from := strings.Replace(c[0], "/out/jitasa", binary(t), 1)
		place(t, from, filepath.Join(root, c[1]))
	}
	if err := os.Mkdir(filepath.Join(root, "data"), 0o777); err != nil { // a volume, for the file of this test
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(root, "data"), 0o777); err != nil {
		t.Fatal(err)
	}
	serveWithin(t, root, f.env)
}

func place(t *testing.T, from, to string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, raw, 0o755); err != nil {
		t.Fatal(err)
	}
}

func serveWithin(t *testing.T, root string, env []string) {
	t.Helper()
	main, metrics := freeAddress(t), freeAddress(t)
	command := exec.Command("/jitasa", "serve", "--addr", main, "--metrics-addr", metrics)
	command.Dir = "/"
	command.Env = append(env, "JITASA_LINE_SECRET=s", "JITASA_LINE_TOKEN=t", "JITASA_LINE_API=http://127.0.0.1:9", "JITASA_STORE=sqlite:/data/jitasa.db",
		"JITASA_KEY=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", "JITASA_TZ=Asia/Bangkok")
	command.SysProcAttr = &syscall.SysProcAttr{Chroot: root, Credential: &syscall.Credential{Uid: 65532, Gid: 65532}}
	var said bytes.Buffer
	command.Stdout, command.Stderr = &said, &said
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	for _, page := range []string{main + "/healthz", main + "/readyz", metrics + "/metrics"} {
		if err := answers("http://" + page); err != nil {
			t.Errorf("%s: %v\n%s", page, err, &said)
		}
	}
	if err := errors.Join(command.Process.Signal(syscall.SIGTERM), <-ended); err != nil {
		t.Errorf("ending: %v\n%s", err, &said)
	}
}

// freeAddress is one where nobody listens: an answer from it is ours.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func answers(url string) (err error) {
	for range 100 {
		var a *http.Response
		if a, err = http.Get(url); err == nil {
			_, err = io.Copy(io.Discard, a.Body)
			if err = errors.Join(err, a.Body.Close()); err == nil && a.StatusCode == http.StatusOK {
				return nil
			}
			err = errors.Join(err, errors.New(a.Status))
		}
		time.Sleep(100 * time.Millisecond)
	}
	return err
}

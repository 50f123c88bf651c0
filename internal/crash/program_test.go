package crash

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// Settings of the program under test.
const (
	secret    = "crash-secret"
	token     = "crash-token"
	masterKey = "Y3Jhc2ggdGVzdCdzIG1hc3RlciBrZXksIDMyIGJ5dGU="
)

// build makes the real binary.
func build(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "jitasa")
	command := exec.CommandContext(t.Context(), "go", "build", "-o", path, "jitasa/cmd/jitasa")
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("building the program: %v\n%s", err, out)
	}
	return path
}

// program starts `jitasa serve` again and again on the same store.
type program struct {
	binary, store, api string

	mu      sync.Mutex
	at      string // where it listens
	command *exec.Cmd
	alive   bool // started, and not killed since
	ended   chan error
	said    strings.Builder // what it logged, all runs together
}

// start runs it and returns where it listens.
func (p *program) start(ctx context.Context) (address string, err error) {
	command := exec.Command(p.binary, "serve", "--addr", "127.0.0.1:0")
	command.Env = append(os.Environ(), "JITASA_LINE_SECRET="+secret, "JITASA_LINE_TOKEN="+token,
		"JITASA_LINE_API="+p.api, "JITASA_LINE_DATA_API="+p.api, "JITASA_STORE="+p.store, "JITASA_KEY="+masterKey, "JITASA_METRICS_TOKEN="+token)
	log, err := command.StderrPipe()
	if err != nil {
		return "", fmt.Errorf("reading its log: %w", err)
	}
	if err := command.Start(); err != nil {
		return "", fmt.Errorf("starting it: %w", err)
	}
	serving, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		p.listen(log, serving)
		ended <- command.Wait()
	}()
	p.mu.Lock()
	p.command, p.ended, p.alive = command, ended, true
	p.mu.Unlock()
	select {
	case address = <-serving:
		p.mu.Lock()
		defer p.mu.Unlock()
		p.at = address
		return address, nil
	case err := <-ended:
		ended <- err // for kill
		return "", fmt.Errorf("it ended at once: %w\n%s", err, p.log())
	case <-ctx.Done():
		return "", fmt.Errorf("waiting for it: %w", ctx.Err())
	}
}

// listen keeps the log, and passes on the address in it.
func (p *program) listen(log io.Reader, serving chan<- string) {
	lines := bufio.NewScanner(log)
	for lines.Scan() {
		var entry struct{ Msg, Addr string }
		if json.Unmarshal(lines.Bytes(), &entry) == nil && entry.Msg == "serving" {
			serving <- entry.Addr
		}
		p.mu.Lock()
		fmt.Fprintln(&p.said, lines.Text())
		p.mu.Unlock()
	}
}

func (p *program) log() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.said.String()
}

// kill ends it with SIGKILL and waits until it is gone.
func (p *program) kill() {
	_ = p.command.Process.Kill() // it may have ended by itself: the test sees that in its log
	<-p.ended
	p.mu.Lock()
	p.alive = false
	p.mu.Unlock()
}

// runs reports whether it was started and not killed since.
func (p *program) runs() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.alive
}

// stop ends it as an operator does.
func (p *program) stop(within time.Duration) error {
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil {
		return fmt.Errorf("ending it: %w", err)
	}
	select {
	case err := <-p.ended:
		return err
	case <-time.After(within):
		p.kill()
		return fmt.Errorf("it did not end within %v", within)
	}
}

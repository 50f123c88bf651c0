package sqlite

import (
	"context"
	"fmt"
	"hash/fnv"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// Some tests need another process on the same file: the test binary runs itself
// with the role that the child plays, the file and the child's number.
const childRole = "STORE_SQLITE_TEST_CHILD"

func TestMain(m *testing.M) {
	role, rest, _ := strings.Cut(os.Getenv(childRole), " ")
	if role == "" {
		os.Exit(m.Run())
	}
	number, path, _ := strings.Cut(rest, " ")
	n, err := strconv.Atoi(number)
	if err == nil {
		err = map[string]func(context.Context, string, int) error{"write": childWrites, "rival": childRivals, "claim": childClaims}[role](context.Background(), path, n)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func child(t *testing.T, role string, number int, path string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%s %d %s", childRole, role, number, path))
	cmd.Stderr = os.Stderr
	return cmd
}

// record is a document whose content follows from its id and version, so that
// a torn one is found out.
type record struct {
	domain.Meta
	Group string   `json:"group"`
	Tags  []string `json:"tags"`
	Body  string   `json:"body"`
}

func records(ctx context.Context, e store.Engine) (*store.Collection[record], error) {
	return store.In[record](ctx, e, store.Spec{Name: "records", Indexes: []store.Index{
		{Name: "group", Fields: []string{"group"}}, {Name: "tag", Fields: []string{"tags"}},
	}})
}

func (r *record) fill(version int64) {
	h := fnv.New64a()
	fmt.Fprint(h, r.ID, version)
	sum := fmt.Sprintf("%016x", h.Sum64())
	r.Group, r.Tags, r.Body = sum[:1], []string{sum[:2], sum[2:4]}, strings.Repeat(sum, 1+int(h.Sum64()%300))
}

func (r *record) intact() bool {
	want := record{Meta: r.Meta}
	want.fill(r.Version)
	return r.Body == want.Body && r.Group == want.Group && strings.Join(r.Tags, " ") == strings.Join(want.Tags, " ")
}

// childWrites inserts, replaces and inserts pairs, and says so on standard output
// each time that it was told it is done, until it is killed.
func childWrites(ctx context.Context, path string, number int) error {
	e, err := Open(ctx, path, Options{})
	if err != nil {
		return err
	}
	c, err := records(ctx, e)
	if err != nil {
		return err
	}
	var all sync.WaitGroup
	failed := make(chan error, 16)
	for worker := range 16 {
		all.Go(func() {
			for n := 0; ; n++ {
				if err := writeSome(ctx, c, fmt.Sprintf("%d-%d-%d", number, worker, n)); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	all.Wait()
	return <-failed
}

func writeSome(ctx context.Context, c *store.Collection[record], id string) error {
	doc := &record{Meta: domain.Meta{ID: id}}
	doc.fill(1)
	if err := c.Insert(ctx, doc); err != nil {
		return err
	}
	fmt.Println(doc.ID, doc.Version)
	doc.fill(2)
	if err := c.Replace(ctx, doc); err != nil {
		return err
	}
	fmt.Println(doc.ID, doc.Version)
	pair := []*record{{Meta: domain.Meta{ID: id + "-a"}}, {Meta: domain.Meta{ID: id + "-b"}}}
	pair[0].fill(1)
	pair[1].fill(1)
	if _, err := c.InsertNew(ctx, pair); err != nil {
		return err
	}
	fmt.Println(pair[0].ID, pair[0].Version)
	return nil
}

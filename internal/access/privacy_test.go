package access_test

import (
	"encoding/json"
	"slices"
	"testing"

	"jitasa/internal/access"
	"jitasa/internal/access/accesstest"
	"jitasa/internal/domain"
	"jitasa/internal/privacy"
)

// copyOf is what an owner's part of somebody's copy says, an entry a line.
func copyOf(t *testing.T, o privacy.Owner, person string) (lines []string) {
	t.Helper()
	for x, err := range o.Known(t.Context(), person) {
		if err != nil {
			t.Fatal("reading what is known:", err)
		}
		line, err := json.Marshal(x)
		if err != nil {
			t.Fatal("writing what is known:", err)
		}
		lines = append(lines, string(line))
	}
	return lines
}

// forget takes somebody out twice, which is the same as once.
func forget(t *testing.T, o privacy.Owner, person string) {
	t.Helper()
	for range 2 {
		if err := o.Forget(t.Context(), person); err != nil {
			t.Fatal("forgetting:", err)
		}
	}
	if left := copyOf(t, o, person); len(left) > 0 {
		t.Errorf("after the erasure there is still %s", left)
	}
}

// Members of staff see what is kept of them but for codes, and are deleted, disabled or not; their colleagues stay.
func TestStaffData(t *testing.T) {
	h := accesstest.New(t)
	o := access.StaffData{Staff: h.Kept.Staff}
	if got, want := copyOf(t, o, accesstest.Editor), []string{`{"name":"an editor","role":"editor","createdAt":"0001-01-01T00:00:00Z"}`}; !slices.Equal(got, want) {
		t.Errorf("an editor's copy says %s, want %s", got, want)
	}
	for _, who := range []string{accesstest.Editor, accesstest.Disabled, accesstest.Stranger} {
		forget(t, o, who)
	}
	left := map[string]bool{}
	for s, err := range h.Kept.Staff.All(t.Context()) {
		h.Do(err)
		left[s.Person] = true
	}
	if left[accesstest.Editor] || left[accesstest.Disabled] || !left[accesstest.Admin] || !left[accesstest.Viewer] {
		t.Errorf("after two of them were erased the staff are %v", left)
	}
}

// Who manages organisations sees which, and is taken out of each; the organisation and its other managers stay.
func TestManagerData(t *testing.T) {
	h := accesstest.New(t)
	h.Do(h.Kept.Organisations.Insert(t.Context(), &domain.Organisation{
		Meta: domain.Meta{ID: "both"}, Name: domain.Text{"th": "สองคน"}, Managers: []string{accesstest.OtherManager, accesstest.Manager},
	}))
	o := access.ManagerData{Organisations: h.Kept.Organisations}
	if got, want := copyOf(t, o, accesstest.Manager), []string{`{"id":"both","name":{"th":"สองคน"}}`, `{"id":"flood","name":{"th":"flood"}}`}; !slices.Equal(got, want) {
		t.Errorf("a manager's copy says %s, want %s", got, want)
	}
	forget(t, o, accesstest.Manager)
	for id, want := range map[string][]string{"both": {accesstest.OtherManager}, accesstest.Organisation: {}, "other": {accesstest.OtherManager}} {
		if got, err := h.Kept.Organisations.Get(t.Context(), id); err != nil || !slices.Equal(got.Managers, want) {
			t.Errorf("%s is managed by %+v after an erasure (%v), want %v", id, got, err, want)
		}
	}
}

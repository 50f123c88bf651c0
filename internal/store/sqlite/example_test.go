package sqlite_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"jitasa/internal/domain"
	"jitasa/internal/store"
	"jitasa/internal/store/sqlite"
)

type dog struct {
	domain.Meta
	Name    string `json:"name"`
	Shelter string `json:"shelter"`
}

func Example() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(dir) }()
	engine, err := sqlite.Open(ctx, filepath.Join(dir, "dogs.db"), sqlite.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = engine.Close() }()

	dogs, err := store.In[dog](ctx, engine, store.Spec{Name: "dogs", Indexes: []store.Index{
		{Name: "shelter", Fields: []string{"shelter", "name"}},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = dogs.InsertNew(ctx, []*dog{
		{Meta: domain.Meta{ID: "1"}, Name: "ขนุน", Shelter: "surin"},
		{Meta: domain.Meta{ID: "2"}, Name: "กล้วย", Shelter: "surin"},
		{Meta: domain.Meta{ID: "3"}, Name: "Max", Shelter: "korat"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for d, err := range dogs.Find(ctx, store.Query{Index: "shelter", Prefix: []any{"surin"}}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(d.Name)
	}
	// Output:
	// กล้วย
	// ขนุน
}

package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"jitasa/internal/domain"
)

// Backup writes the database as it is at one moment into a new file, while it is
// in use; its folder must exist and the file must not. The file is whole and on
// the disk, checked, or not there at all.
func (e *Engine) Backup(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%w: there is a file of that name already", domain.ErrExists)
	}
	folder, err := os.MkdirTemp(filepath.Dir(path), ".jitasa-backup-") // nobody else's to look into
	if err != nil {
		return fmt.Errorf("making the backup: %w", err)
	}
	defer os.RemoveAll(folder) //nolint:errcheck // a leftover is hidden and empty, or was moved
	made := filepath.Join(folder, "jitasa.db")
	err = e.read(ctx, func(c *conn) error {
		_, err := c.exec("VACUUM INTO ?", made)
		return err
	})
	if err != nil {
		return fmt.Errorf("making the backup: %w", err)
	}
	if err := errors.Join(os.Chmod(made, 0o600), check(made), flush(made)); err != nil {
		return fmt.Errorf("checking the backup: %w", err)
	}
	if err := errors.Join(os.Rename(made, path), flush(filepath.Dir(path))); err != nil {
		return fmt.Errorf("keeping the backup: %w", err)
	}
	return nil
}

// flush makes sure that a file, or a folder's list of files, is on the disk.
func flush(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// check reads all of a database file.
func check(path string) error {
	c, err := dial(path, readerCache)
	if err != nil {
		return err
	}
	said := ""
	err = c.query(noCancel(), "PRAGMA integrity_check", nil, func(row []driver.Value) (bool, error) {
		said, _ = row[0].(string)
		return false, nil
	})
	if err == nil && said != "ok" {
		err = errors.New("the database is damaged: restore an older backup")
	}
	return errors.Join(explain(err), c.tidy(), c.close())
}

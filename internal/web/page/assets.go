package page

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// Asset is a file that pages refer to.
type Asset struct {
	Content []byte
	Kind    string // media type
	// Lasting: it was asked for by the address of this content, and may be kept for ever.
	Lasting bool
}

// assets are files by their names, and their addresses.
type assets struct {
	files map[string]Asset
	hash  map[string]string
}

// kinds are the media types of assets, by the ends of their names.
func kinds() map[string]string {
	return map[string]string{
		".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".js": "text/javascript; charset=utf-8",
	}
}

func (a *assets) add(files fs.FS) error {
	known := kinds()
	return fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		kind := known[path.Ext(name)]
		if err != nil || entry.IsDir() || kind == "" {
			return err
		}
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		if _, twice := a.files[name]; twice {
			return fmt.Errorf("two assets are called %s", name)
		}
		sum := sha256.Sum256(content)
		a.files[name], a.hash[name] = Asset{Content: content, Kind: kind}, hex.EncodeToString(sum[:6])
		return nil
	})
}

// address is where an asset is: site.css at /assets/site.0123456789ab.css.
func (a *assets) address(name string) (string, error) {
	hash, ok := a.hash[name]
	if !ok {
		return "", fmt.Errorf("there is no asset %s", name)
	}
	ext := path.Ext(name)
	return "/assets/" + strings.TrimSuffix(name, ext) + "." + hash + ext, nil
}

// find gives the asset of a file name, with the hash of its content in it or without. One whose content has changed since is
// given as it is now, but not for ever: a page of the release before may ask a process of this one.
func (a *assets) find(file string) (Asset, bool) {
	if asset, ok := a.files[file]; ok {
		return asset, true
	}
	ext := path.Ext(file)
	base := strings.TrimSuffix(file, ext)
	hash := strings.TrimPrefix(path.Ext(base), ".")
	name := strings.TrimSuffix(base, "."+hash) + ext
	asset, ok := a.files[name]
	asset.Lasting = ok && hash == a.hash[name]
	return asset, ok
}

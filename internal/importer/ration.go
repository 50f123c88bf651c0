package importer

import "io"

// ration reads so many bytes, then fails. Who reads row by row refills left after each, and so bounds a row
// where a parser would go on to the end of the file.
type ration struct {
	from io.Reader
	left int
	err  error
}

// Read implements io.Reader.
func (r *ration) Read(p []byte) (int, error) {
	if r.left <= 0 {
		return 0, r.err
	}
	n, err := r.from.Read(p[:min(len(p), r.left)])
	r.left -= n
	return n, err
}

// Command verify checks a certificate offline: verify did:web:NAME did.json certificate.jwt status-list.jwt
package main

import (
	"fmt"
	"os"
	"time"

	"jitasa/internal/credential"
)

func main() {
	did, document, certificate, list := os.Args[1], read(os.Args[2]), read(os.Args[3]), read(os.Args[4])
	keys := must(credential.ParseDocument(did, []byte(document)))
	badge := must(keys.Verify(certificate, time.Now()))
	if must(must(keys.List(list, time.Now())).Revoked(badge)) {
		must(0, fmt.Errorf("revoked"))
	}
	fmt.Printf("valid: %s, %s, %v\n", badge.Holder.Name, badge.Achievement.Name, badge.Results)
}

func read(name string) string { return string(must(os.ReadFile(name))) }

func must[T any](v T, err error) T {
	if err != nil {
		fmt.Fprintln(os.Stderr, "not valid:", err)
		os.Exit(1)
	}
	return v
}

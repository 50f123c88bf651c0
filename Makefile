# The commands of daily work. Go is all that is needed; `make test` also needs Chromium, and says so or gets it.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

LINT     := go tool -modfile=tools/go.mod golangci-lint
TIMEOUT  ?= 15m
SHOTS    ?= $(CURDIR)/artifacts/screenshots
PAYLOADS ?= artifacts/payloads

.PHONY: help demo build test check format vet lint race bench golden mongodb deploy-check richmenu linecheck vulncheck chromium clean

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

demo: ## the bot, a LINE platform and a phone in the browser, on this machine alone
	go run ./cmd/jitasa demo

build: ## bin/jitasa
	go build -trimpath -o bin/ ./cmd/...

# The tests' own MongoDB server; one that you name in JITASA_TEST_MONGODB is taken instead.
MONGODB  = JITASA_TEST_MONGODB_FAST=1 ./deploy/test/mongodb

# Results are not taken from the cache, so that the browser really signs up and leaves its screenshots.
test: chromium ## every test, the browser's and the database server's too; screenshots are in artifacts/screenshots
	@mkdir -p $(SHOTS)
	@uri="$$($(MONGODB) start)" && trap '$(MONGODB) stop' EXIT && \
	env -u JITASA_NO_BROWSER JITASA_SCREENSHOTS=$(SHOTS) JITASA_REQUIRE_MONGODB=1 JITASA_TEST_MONGODB="$$uri" go test -count=1 -timeout $(TIMEOUT) ./...

mongodb: ## a MongoDB server for single tests: export JITASA_TEST_MONGODB=$$(make -s mongodb)
	@$(MONGODB) start

check: format vet lint race ## what must hold before a commit

format: ## fail on files that gofmt would change
	@unformatted="$$(gofmt -l .)"; \
	if [ -n "$$unformatted" ]; then echo "gofmt -w these:"; echo "$$unformatted"; exit 1; fi

vet:
	go vet ./...

lint: ## golangci-lint, as pinned in tools/go.mod
	$(LINT) run

race: chromium ## every test under the race detector
	@uri="$$($(MONGODB) start)" && trap '$(MONGODB) stop' EXIT && \
	env -u JITASA_NO_BROWSER JITASA_REQUIRE_MONGODB=1 JITASA_TEST_MONGODB="$$uri" go test -race -timeout 30m ./...

bench: ## the tables of the performance goals
	@uri="$$($(MONGODB) start)" && trap '$(MONGODB) stop' EXIT && JITASA_TEST_MONGODB_FAST=1 JITASA_TEST_MONGODB="$$uri" go run ./cmd/bench

golden: ## write the expected results of golden tests anew; look at the difference before committing
	@dirs="$$(grep -rlE --include='*_test.go' '(flag|pflag)\.Bool\("update"' cmd internal | xargs -r -n1 dirname | sort -u | sed 's|^|./|')"; \
	if [ -z "$$dirs" ]; then echo "no package has golden files"; exit 1; fi; \
	go test -count=1 $$dirs -update

richmenu: chromium ## draw the rich menus' pictures anew
	go run ./internal/line/richmenu/draw

# LINECHECK is the directory of a program that checks LINE requests against LINE's OpenAPI description; see tools/linecheck.
linecheck: ## hold every transcript's payloads against LINE's own description (LINECHECK=directory)
	@test -n "$(LINECHECK)" || { echo "set LINECHECK to the checker's directory" >&2; exit 1; }
	@rm -rf $(PAYLOADS)
	@JITASA_PAYLOADS=$(abspath $(PAYLOADS)) go test -count=1 -run "TestEveryTranscript|TestEveryIssue" ./internal/line >/dev/null
	@./tools/linecheck "$(LINECHECK)" "$(PAYLOADS)"

deploy-check: ## hold the files in deploy/ against the types and tools of their field
	@./tools/checkers
	cd deploy/check && go vet ./... && go test -count=1 ./...

vulncheck: ## known vulnerabilities of the program and its modules; says so where the database cannot be had
	@./tools/vulncheck

chromium:
	@./tools/chromium

clean:
	rm -rf bin artifacts

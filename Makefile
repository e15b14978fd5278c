# What there is to make: build, demo, test, bench, lint, fuzz, assets, clean.
# Everything that is needed is set up on the way; nothing is done twice.

web      := internal/platform/web
cluster  := go run ./internal/platform/db/dbtest/cluster --
npm      := build/npm.stamp
theme    := build/theme/samkarta.css
dist     := $(web)/dist/manifest.json
program  := bin/samkarta

front    := $(shell find $(web)/css $(web)/ts $(web)/img tools/bundle -type f) $(wildcard internal/*/*web/*.ts internal/*/*web/*/*.ts)
sources  := go.mod go.sum $(shell find cmd internal migrations -type f -not -path '*/dist/*' -not -name '*_test.go' 2>/dev/null)

MAKEFLAGS += --no-print-directory
.DELETE_ON_ERROR:
.PHONY: build demo test bench lint fuzz assets clean setup

build: $(program)

demo: $(program)
	@$(program) demo

# The tests of the database run on a private PostgreSQL server as well, which
# the command in front starts in a temporary folder and takes away again.
test: setup $(dist) lint
	@$(cluster) go test -timeout 40m ./...

# What the built program takes, as a table: on both databases, on the data of the
# demonstration and on ten times as much. BENCH=./internal/finder measures what a
# package measures of itself instead.
bench: setup $(program)
	@$(if $(BENCH),$(cluster) go test -timeout 40m -run '^$$' -bench . -benchmem $(BENCH),go run ./bench -program $(program))

lint: $(dist)
	@bad=$$(gofmt -l $$(find . -name '*.go' -not -path './node_modules/*')); \
	if [ -n "$$bad" ]; then echo "gofmt these files:" $$bad >&2; exit 1; fi
	@go vet ./...

fuzz: $(dist)
	@scripts/fuzz $(or $(FUZZTIME),30s)

assets: $(dist)

clean:
	@rm -rf bin build node_modules $(web)/dist e2e/screenshots

setup:
	@scripts/setup test

$(program): $(dist) $(sources)
	@CGO_ENABLED=0 go build -trimpath -o $@ ./cmd/samkarta

$(dist): $(theme) $(front)
	@go run ./tools/bundle

$(theme): $(npm) scripts/theme $(web)/css/designsystemet.config.json
	@scripts/theme

$(npm): package-lock.json
	@scripts/setup build
	@npm ci --no-progress --loglevel=error --no-fund --no-audit
	@mkdir -p build && touch $@

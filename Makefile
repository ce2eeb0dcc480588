PORT ?= 8501
PYTHON ?= python3
BIN := .venv/bin
PRETTIER := $(BIN)/node node_modules/prettier/bin/prettier.cjs --log-level warn
# Over the processors, a file's tests on one of them, since they share what they build.
SPREAD := -n logical --maxprocesses 4 --dist loadfile
SCRIPTS := "geo/**/*.{js,ts}" "tests/**/*.js"
FIGURE := $(wildcard data/*.csv data/stories/* shapefiles/*) $(shell find geo -name '*.py' -o -name '*.js' -o -name '*.css')

.PHONY: run test test-quick stress lint format check bench lock audit chromium

run: static/figure.json
	$(BIN)/python -m geo.pages.server --port $(PORT) --open

# The map's files, once for each build of the tables, so that no visitor waits for them.
static/figure.json: .venv/runtime $(FIGURE)
	@$(BIN)/python -m geo publish
	@touch $@

# Tests start many Pythons, which read what was compiled once.
test test-quick stress: export PYTHONDONTWRITEBYTECODE =

test: .venv/dev chromium node_modules
	$(BIN)/python -m pytest $(SPREAD)

# All that needs no browser, but for what is marked slow.
test-quick: .venv/dev
	$(BIN)/python -m pytest $(SPREAD) -m "not browser and not slow and not stress"

# What kills, fills disks, crowds and repeats, for many minutes; one after another, since some measure.
stress: .venv/dev chromium node_modules
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		-r benchmarks/requirements.txt -r tests/deploy/requirements.txt
	$(BIN)/python -m pytest -m stress

lint: .venv/dev node_modules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/basedpyright --level error
	$(BIN)/node node_modules/typescript/bin/tsc
	$(PRETTIER) --check $(SCRIPTS)

format: .venv/dev node_modules
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(PRETTIER) --write $(SCRIPTS)

check: .venv/runtime
	$(BIN)/python -m geo.ingest check

bench: .venv/dev chromium
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r benchmarks/requirements.txt
	$(BIN)/python -m benchmarks $(ARGS)

# Renews requirements.lock for the ranges of requirements.txt; ARGS=--upgrade takes the newest of all.
lock: .venv/dev
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url $(ARGS) --output-file requirements.lock requirements.txt

audit: .venv/dev
	$(BIN)/uvx pip-audit --disable-pip --requirement requirements.lock

chromium: .venv/dev
	@$(BIN)/python -m tests.browser.chromium

.venv/runtime: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "287(g) Atlas needs Python 3.11 or newer: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements.lock
	@touch $@

.venv/dev: .venv/runtime requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

node_modules: .venv/dev package.json package-lock.json
	$(BIN)/npm ci --no-audit --no-fund
	@touch $@

# Everything a newcomer types. Each target does its own set-up; `make run` and `make test` suffice.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
LAUNCH := from playwright.sync_api import sync_playwright as p; p().start().chromium.launch().close()

# The commands in .venv name the folder it was made in: a clone that was moved gets a new one.
ifneq ($(wildcard $(READY)),)
ifneq ($(shell cat $(READY)),$(CURDIR))
$(shell rm -rf $(VENV))
endif
endif

.PHONY: help run test quick setup lint audit browser lock bench torture sample sbom wheel clean

help:            ## this list
	@grep -hE '^[a-z]+: .*##|^[a-z]+:  +##' $(MAKEFILE_LIST) | sed -E 's/:.*##/ —/'

run: setup       ## the sample deliveries in a dashboard on http://localhost:8501
	@$(BIN)/lcdata demo --port $(PORT)

test: setup browser lint  ## linters, types, architecture and every test, the browser's included
	@$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

# What needs no browser, no server and no page: rooms below the screens, and the models of screens.
quick: setup     ## the linters and the tests of single modules
	@$(BIN)/ruff check .
	@$(BIN)/pytest -q -n 2 --dist loadfile tests/unit tests/architecture --ignore tests/unit/ui --ignore tests/unit/charts

setup: $(READY)  ## .venv with the locked environment and lcdata in it

# uv does the work. Where it is missing it comes from the same lock, into a folder that goes again,
# so that .venv is always the lock and lcdata and nothing else (tests/architecture says so).
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "lcdata needs Python 3.11 or newer; set PYTHON=/path/to/python3.11" >&2; exit 1; }
	@set -e; \
	if command -v uv >/dev/null; then uv=uv; \
	elif $(BIN)/uv --version >/dev/null 2>&1; then uv=$(BIN)/uv; \
	else \
	  first=$$(mktemp -d); trap 'rm -rf "$$first"' EXIT; \
	  $(PYTHON) -m venv "$$first" >/dev/null 2>&1 || { \
	    test "$$(id -u)" = 0 || { echo "install python3-venv first (sudo apt-get install python3-venv)" >&2; exit 1; }; \
	    apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null; \
	    $(PYTHON) -m venv "$$first"; }; \
	  awk '/^uv==/{found=1} found{print} found && !/\\$$/{exit}' requirements.lock > "$$first/uv.txt"; \
	  "$$first/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$$first/uv.txt"; \
	  uv="$$first/bin/uv"; \
	fi; \
	if ! $(BIN)/python -c '' 2>/dev/null || $(BIN)/python -c 'import pip' 2>/dev/null; then \
	  test "$$uv" != $(BIN)/uv || { rm -rf $(VENV); exec $(MAKE) --no-print-directory setup; }; \
	  "$$uv" venv --quiet --clear --python $(PYTHON) $(VENV); \
	fi; \
	"$$uv" pip sync --quiet --compile-bytecode --require-hashes --python $(BIN)/python requirements.lock; \
	"$$uv" pip install --quiet --no-deps --no-build-isolation --python $(BIN)/python --editable .; \
	echo "$(CURDIR)" > $(READY)

# The browser of the tests: Chromium on the PATH, else Debian's package when root, else
# Playwright's own download where the system has what it needs. A missing browser fails here,
# before any test could be skipped.
browser: setup
	@set -e; \
	if chromium --version >/dev/null 2>&1; then exit 0; fi; \
	if test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
	  apt-get update -qq && apt-get install -y -qq chromium >/dev/null 2>&1 || true; \
	  chromium --version >/dev/null 2>&1 || $(BIN)/playwright install --with-deps chromium; \
	else \
	  $(BIN)/playwright install chromium >/dev/null 2>&1 && $(BIN)/python -c '$(LAUNCH)' 2>/dev/null || { \
	    echo "install Chromium first (Debian: sudo apt-get install chromium; Ubuntu: sudo snap install chromium)" >&2; exit 1; }; \
	fi

lint: setup      ## ruff, mypy strict, import-linter, sqlfluff
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/sqlfluff lint --disable-progress-bar sql

# Asks the package index about every locked package. Not part of lint: without that service nothing
# can be said, and --strict fails rather than pass over a package it could not look up.
audit: setup     ## known vulnerabilities in requirements.lock; needs the package index
	@$(BIN)/uv tool run --quiet pip-audit@2.10.1 --strict --disable-pip --require-hashes \
	  --progress-spinner off --requirement requirements.lock

lock:            ## compile requirements.lock anew from pyproject.toml
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --generate-hashes \
	  --no-emit-index-url --no-header --quiet --output-file requirements.lock

sbom: setup      ## bill of materials, licences and deploy/requirements.txt from requirements.lock
	@$(BIN)/python docs/bill_of_materials.py

wheel: setup     ## dist/: the wheel to install, see docs/deploy.md
	@rm -rf dist
	@$(BIN)/python -m hatchling build --target wheel

sample: setup    ## write the sample deliveries anew
	@$(BIN)/python sample_data/generate.py

bench: setup     ## the figures of benchmarks/, as ratios
	@$(BIN)/python benchmarks/publish.py
	@$(BIN)/python -m benchmarks.audit
	@$(BIN)/python -m benchmarks.attacks
	@$(BIN)/python -m benchmarks.rerun

# The full harness of faults; its short version is in the tests. The disks need the right to mount.
torture: setup   ## 530 kills, 60 full or read-only disks, 20,000 damaged files: docs/reliability.md
	@$(BIN)/python -m tests.faults.torture --kills 500
	@$(BIN)/python -m tests.faults.server_torture --kills 30
	@$(BIN)/python -m tests.faults.disks --tries 60
	@$(BIN)/python -m benchmarks.bombs
	@$(BIN)/python -m benchmarks.torture

clean:           ## remove .venv and the demo's data
	@rm -rf $(VENV) data

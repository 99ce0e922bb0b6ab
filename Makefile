# Everything a newcomer types. Each target does its own set-up; `make run` and `make test` suffice.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help run test setup lint audit browser messages bench torture sample clean

help:            ## this list
	@grep -hE '^[a-z]+: .*##|^[a-z]+:  +##' $(MAKEFILE_LIST) | sed -E 's/:.*##/ —/'

run: setup       ## the sample deliveries in a dashboard on http://localhost:8501
	@$(BIN)/lcdata demo --port $(PORT)

test: setup browser lint  ## linters, types, architecture and every test, the browser's included
	@$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

setup: $(READY)  ## .venv with the locked environment and lcdata in it

# uv does the work; where it is missing it is put into the project's own .venv first, from the
# same lock. `sync` removes what the lock does not name, so .venv is always the lock.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "lcdata needs Python 3.11 or newer; set PYTHON=/path/to/python3.11" >&2; exit 1; }
	@set -e; \
	if command -v uv >/dev/null; then \
	  uv=uv; test -x $(BIN)/python || uv venv --quiet --python $(PYTHON) $(VENV); \
	else \
	  if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
	    rm -rf $(VENV); \
	    $(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { \
	      rm -rf $(VENV); \
	      test "$$(id -u)" = 0 || { echo "install python3-venv first (sudo apt-get install python3-venv)" >&2; exit 1; }; \
	      apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null; \
	      $(PYTHON) -m venv $(VENV); }; \
	  fi; \
	  awk '/^uv==/{found=1} found{print} found && !/\\$$/{exit}' requirements.lock > $(VENV)/uv.txt; \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(VENV)/uv.txt; \
	  uv=$(BIN)/uv; \
	fi; \
	$$uv pip sync --quiet --compile-bytecode --require-hashes --python $(BIN)/python requirements.lock; \
	$$uv pip install --quiet --no-deps --no-build-isolation --python $(BIN)/python --editable .; \
	touch $(READY)

# The browser of the tests: Chromium on the PATH, else Debian's package when root, else
# Playwright's own download. A missing browser fails here, before any test could be skipped.
browser: setup
	@set -e; \
	if chromium --version >/dev/null 2>&1; then exit 0; fi; \
	if test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
	  apt-get update -qq && apt-get install -y -qq chromium >/dev/null 2>&1 || true; \
	fi; \
	chromium --version >/dev/null 2>&1 || $(BIN)/playwright install --with-deps chromium

lint: setup      ## ruff, mypy strict, import-linter
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

# Asks pypi.org about every locked package. Not part of lint: without that service nothing can be
# said, and --strict fails rather than pass over a package it could not look up.
audit: setup     ## known vulnerabilities in requirements.lock; needs pypi.org
	@$(BIN)/uv tool run --quiet pip-audit@2.10.1 --strict --disable-pip --require-hashes \
	  --progress-spinner off --requirement requirements.lock

lock:            ## compile requirements.lock anew from pyproject.toml
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --generate-hashes \
	  --no-emit-index-url --no-header --quiet --output-file requirements.lock

sample: setup    ## write the sample deliveries anew
	@$(BIN)/python sample_data/generate.py

bench: setup     ## the figures of benchmarks/, as ratios
	@$(BIN)/python benchmarks/publish.py
	@$(BIN)/python -m benchmarks.audit
	@$(BIN)/python -m benchmarks.rerun

torture: setup   ## 20,000 damaged files, some minutes; see docs/reliability.md
	@$(BIN)/python -m benchmarks.bombs
	@$(BIN)/python -m benchmarks.torture

clean:           ## remove .venv and the demo's data
	@rm -rf $(VENV) data

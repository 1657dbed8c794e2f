# Every target sets up what it needs in .venv: Python 3.11+, make and a package index are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench evaluate lock clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## */  \1	/' | expand -t 14

# The demo needs the runtime only; tests and checks need the tools too.
$(VENV)/.runtime: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else f"Python 3.11 or newer is needed, {sys.version.split()[0]} came; try make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[broker]'
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

demo: $(VENV)/.runtime  ## broker, worker and sample articles: accusations on this terminal (KEEP=1 stays up)
	$(BIN)/ittiham demo $(if $(KEEP),--keep)

test: $(VENV)/.dev  ## all tests
	$(BIN)/pytest $(ARGS)

lint: $(VENV)/.dev  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.dev  ## benchmarks, side by side
	$(BIN)/python -m bench

evaluate: $(VENV)/.dev  ## score the tagger on the hand-coded sentences of ../shared
	$(BIN)/python -m tests.evaluate

clean:  ## remove what the targets made
	rm -rf $(VENV) .cache .mypy_cache .pytest_cache .ruff_cache build dist

# Every target sets up what it needs in .venv: Python 3.11+, make and a package index are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
VERSION := $(shell sed -n 's/^__version__ = "\(.*\)"$$/\1/p' streams/__init__.py)

# What was tested is what is installed: the versions of the lock, for the packages and for what builds them.
CONSTRAINTS := $(VENV)/constraints.txt
PIP := PIP_CONSTRAINT=$(CONSTRAINTS) PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/pip install --quiet
LOCK := pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --no-annotate --quiet $(if $(UPGRADE),--upgrade) --custom-compile-command 'make lock'

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install demo desk test test-clients test-desk faults soak lint bench bench-compare evaluate fit lock dist image secrets manifests clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## */  \1	/' | expand -t 14

$(CONSTRAINTS): requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else f"Python 3.11 or newer is needed, {sys.version.split()[0]} came; try make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	@# Without the hashes: pip takes none beside a project installed from its own folder. The image checks them.
	@sed -e '/^ *--hash/d' -e 's/ *\\$$//' $< > $@

# pip says this in forty lines, the cause somewhere among them.
NO_INDEX = { echo 'make: pip could not install (see above). It needs a package index: is there a network, and do PIP_INDEX_URL and the proxy settings name one that answers?' >&2; exit 1; }

# The demo needs the runtime only; tests and checks need the tools too.
$(VENV)/.runtime: pyproject.toml $(CONSTRAINTS)
	$(PIP) -e '.[broker]' || $(NO_INDEX)
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime
	$(PIP) -e '.[dev]' || $(NO_INDEX)
	@touch $@

install: $(VENV)/.runtime  ## install into .venv: the command is .venv/bin/ittiham (EXTRAS=feeds,parquet,desk adds those)
	@[ -z '$(EXTRAS)' ] || $(PIP) -e '.[broker,$(EXTRAS)]' || $(NO_INDEX)

demo: $(VENV)/.runtime  ## broker, worker and sample articles: accusations on this terminal (KEEP=1 stays up)
	$(BIN)/ittiham demo $(if $(KEEP),--keep)

$(VENV)/.desk: $(VENV)/.runtime
	$(PIP) -e '.[broker,desk]' || $(NO_INDEX)
	@touch $@

desk: $(VENV)/.desk  ## broker, worker, samples and the desk: who accuses whom, in your browser (Ctrl-C ends it)
	$(BIN)/ittiham desk demo

test: $(VENV)/.dev  ## all tests but those of the desk
	$(BIN)/pytest --ignore=tests/desk $(ARGS)

test-desk: $(VENV)/.dev  ## the tests of the desk: both databases, the page in a browser
	$(BIN)/pytest tests/desk $(ARGS)

$(VENV)/.clients: $(VENV)/.dev
	$(PIP) -e '.[clients]' || $(NO_INDEX)
	@touch $@

test-clients: $(VENV)/.clients  ## the tests that run foreign programs: clients in other languages, validators, SDKs
	$(BIN)/pytest -m clients tests/clients $(ARGS)

faults: $(VENV)/.dev  ## the slow fault tests, with the table (RUNS=3 does each three times)
	ITTIHAM_TEST_RUNS=$(or $(RUNS),1) $(BIN)/pytest tests/faults $(addprefix tests/integration/test_,security.py cut_logs.py processes.py) -m 'slow or not slow' $(ARGS)

soak: $(VENV)/.dev  ## an hour of steady load with rebalances: memory, lag, files, threads in build/soak (MINUTES=5, RATE=50)
	$(PIP) -e '.[soak]'
	$(BIN)/python -m tests.faults.soak --minutes $(or $(MINUTES),60) --rate $(or $(RATE),20)

lint: $(VENV)/.dev  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.dev  ## benchmarks, side by side: table, build/bench/figures.json and .png (ONLY="stream stages")
	$(PIP) -e '.[bench]'
	$(BIN)/python -m bench $(ONLY)

bench-compare: $(VENV)/.dev  ## what got slower than in an earlier figures.json, by more than the spread (OLD=file)
	$(BIN)/python -m bench.compare $(OLD)

fit: $(VENV)/.dev  ## fit the weights of the choice on the hand-coded sentences of ../shared
	$(BIN)/python -m tests.fitting

evaluate: $(VENV)/.dev  ## score the tagger on the hand-coded sentences of ../shared
	$(BIN)/python -m tests.evaluate

lock: $(VENV)/.runtime  ## choose the versions of all dependencies anew (UPGRADE=1 takes the newest)
	$(BIN)/pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv $(LOCK) --all-extras --output-file requirements-dev.lock
	$(BIN)/uv $(LOCK) --constraints requirements-dev.lock --output-file requirements.lock
	$(BIN)/uv $(LOCK) --extra desk --constraints requirements-dev.lock --output-file docker/desk.lock
	$(BIN)/uv $(subst pyproject.toml,docker/build.in,$(LOCK)) --constraints requirements-dev.lock --output-file docker/build.lock

dist: $(VENV)/.dev  ## wheel and sdist in dist/, checked
	rm -rf dist
	$(BIN)/python -m build --no-isolation
	$(BIN)/twine check --strict dist/*

IMAGE_ARGS = --build-arg VERSION=$(VERSION) --build-arg REVISION=$(shell git rev-parse HEAD) \
             --build-arg SOURCE=$(shell git config remote.origin.url)

image:  ## the container images of worker and desk (needs Docker)
	docker build --tag ittiham:$(VERSION) $(IMAGE_ARGS) .
	docker build --tag ittiham-desk:$(VERSION) --target desk $(IMAGE_ARGS) .

secrets: secrets/kafka-password secrets/grafana-password secrets/desk-password secrets/desk-reader-password  ## the passwords of docker-compose.yml, where there are none

# Readable by the user ids of the containers, hence not 600; the folder is closed to other users of this machine.
secrets/%-password:
	@mkdir -p -m 700 secrets
	@$(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(24), end="")' > $@ && chmod 444 $@ && echo "wrote $@"

manifests: $(VENV)/.dev  ## write anew what k8s/ takes from monitoring/
	$(BIN)/python k8s/generate.py

clean:  ## remove what the targets made
	rm -rf $(VENV) .cache .mypy_cache .pytest_cache .ruff_cache build dist

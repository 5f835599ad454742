# Two commands on a fresh machine: `make demo` runs Bitim, `make test` tests it. `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PORT ?= 8000
BIN := .venv/bin
# uv is faster where it is there; `make setup UV=` does without it.
UV ?= $(shell command -v uv)
INSTALL := $(if $(UV),$(UV) pip install --python $(BIN)/python --quiet,$(BIN)/python -m pip install --quiet --use-pep517 --disable-pip-version-check)
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard mediation_cms/locale/*/LC_MESSAGES/*.po))

.PHONY: help
help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

# --- the environment ---------------------------------------------------------------------------------------------------

.PHONY: setup
setup: .venv/.runtime .venv/.editable $(CATALOGUES) ## environment in .venv/ with what running needs; at once when nothing is to do

.PHONY: setup-dev
setup-dev: .venv/.dev setup ## the same, with what testing and checking need

$(BIN)/python: | system-run
	@python="$$(bash scripts/find-python.sh)"; [ -n "$$python" ] || { echo "Bitim needs Python 3.11 or newer with its venv module" >&2; exit 1; }; \
	echo "Making .venv with $$("$$python" --version)"; "$$python" -m venv --clear .venv

.venv/.build: requirements/build.txt | $(BIN)/python
	@echo "Installing the build tools"
	@$(INSTALL) --require-hashes -r requirements/build.txt
	@touch $@

.venv/.runtime: requirements/runtime.txt .venv/.build
	@echo "Installing what Bitim needs to run"
	@$(INSTALL) --require-hashes --no-build-isolation -r requirements/runtime.txt
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.runtime
	@echo "Installing what tests and checks need"
	@$(INSTALL) --require-hashes --no-build-isolation -r requirements/dev.txt
	@touch $@

.venv/.editable: pyproject.toml .venv/.build
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

%.mo: %.po | .venv/.runtime
	@$(BIN)/pybabel compile --input-file=$< --output-file=$@

# Libraries of the system: installed with apt where we may, otherwise named in one line.
.PHONY: system-run system-test
system-run:
	@bash scripts/system-packages.sh run
system-test: setup-dev
	@bash scripts/system-packages.sh test

# --- running -----------------------------------------------------------------------------------------------------------

# The demo lives in var/ and nowhere else, whatever the shell that starts it has set.
DEMO := env --unset=MEDIATION_CMS_DATABASE_URL MEDIATION_CMS_DATA_DIR=var MEDIATION_CMS_MODE=demo MEDIATION_CMS_BASE_URL=http://127.0.0.1:$(PORT)

.PHONY: demo
demo: setup ## Bitim with invented people at http://127.0.0.1:8000 (PORT=8001 for another port)
	@[ -e var/bitim.sqlite3 ] || { mkdir -p var; touch var/demo; }
	@$(DEMO) $(BIN)/mediation-cms seed demo
	@exec $(DEMO) $(BIN)/mediation-cms serve --host 127.0.0.1 --port $(PORT)

.PHONY: demo-reset
demo-reset: ## forgets the demo's data; touches nothing that `make demo` did not make
	@[ -e var/demo ] || { echo "var/ holds no demo: nothing to reset"; exit 0; }; \
	find var -mindepth 1 -maxdepth 1 ! -name apt -exec rm -r {} +; echo "The demo is empty; make demo fills it anew"

# --- testing -----------------------------------------------------------------------------------------------------------

WORKERS ?= 2
ARGS ?=

.PHONY: test
test: setup-dev system-test ## every test, on SQLite and PostgreSQL and in a browser (ARGS="tests/cases -k contract" for some)
	@$(BIN)/pytest --numprocesses=$(WORKERS) $(ARGS)

.PHONY: check
check: setup-dev ## format, lint, types, and the rules of the house with the import order
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/pytest --quiet tests/house

.PHONY: format
format: setup-dev ## puts the code in the format that `check` wants
	@$(BIN)/ruff check --fix --exit-zero --quiet
	@$(BIN)/ruff format

.PHONY: bench
bench: setup-dev ## speed beside the floors; writes bench/results.md (QUICK=1: under two minutes, FULL=1: a million cases)
	@$(BIN)/python -m bench

.PHONY: bench-race
bench-race: setup-dev ## the race for a time in full, on both databases; writes bench/race.md (SMALL=1: a tenth of it)
	@$(BIN)/python -m bench.race

# --- upkeep ------------------------------------------------------------------------------------------------------------

COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version=3.11 --generate-hashes --no-emit-index-url \
	--no-annotate --custom-compile-command='make requirements'

.PHONY: requirements
requirements: setup-dev ## pins every dependency anew from pyproject.toml (UPGRADE=1 takes the newest)
	@$(COMPILE) $(if $(UPGRADE),--upgrade) pyproject.toml --output-file=requirements/runtime.txt
	@$(COMPILE) $(if $(UPGRADE),--upgrade) pyproject.toml --group=dev --constraints=requirements/runtime.txt --output-file=requirements/dev.txt
	@$(COMPILE) $(if $(UPGRADE),--upgrade) --group=build --constraints=requirements/runtime.txt --output-file=requirements/build.txt

.PHONY: messages
messages: setup-dev ## brings the catalogues up to date with the sentences in code and templates
	@$(BIN)/python scripts/messages.py

# Two commands on a fresh machine: `make demo` runs Bitim, `make test` tests it. `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PORT ?= 8000
BIN := .venv/bin
# uv is faster where it is there; `make setup UV=` does without it.
UV ?= $(shell command -v uv)
INSTALL := $(if $(UV),$(UV) pip install --python $(BIN)/python --quiet,$(BIN)/python -m pip install --quiet --disable-pip-version-check)
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard mediation_cms/locale/*/LC_MESSAGES/*.po))

.PHONY: help
help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

# --- the environment ---------------------------------------------------------------------------------------------------

.PHONY: setup
setup: .venv/.runtime $(CATALOGUES) ## environment in .venv/ with what running needs; at once when nothing is to do

.PHONY: setup-dev
setup-dev: .venv/.dev $(CATALOGUES) ## the same, with what testing and checking need

$(BIN)/python: | system-run
	@bash scripts/make-venv.sh .venv

.venv/.build: requirements/build.txt | $(BIN)/python
	@echo "Installing the build tools"
	@$(INSTALL) --require-hashes -r requirements/build.txt
	@touch $@

.venv/.runtime: requirements/runtime.txt .venv/.editable
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

# Libraries of the system: installed with apt where we may, otherwise named in one line. `run` never stops a start.
.PHONY: system-run system-test
system-run:
	@bash scripts/system-packages.sh run
system-test:
	@bash scripts/system-packages.sh test

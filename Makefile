# `make demo` shows Palabre, `make test` proves it, `make` alone says what else there is.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo serve test check format dev clean FORCE

# Without compiled modules each start would take seconds more.
unexport PYTHONDONTWRITEBYTECODE
export PYTHON

BIN := .venv/bin
ASSETS := kiosk/web/assets

# Folders count too, so that a removed source is noticed; files that begin with a dot are editors' own.
INPUTS := pyproject.toml deploy/hatch_build.py deploy/constraints.txt \
	$(shell find $(ASSETS) -name node_modules -prune -o ! -name '.*' -print) \
	$(wildcard kiosk/wording/translations/*/LC_MESSAGES/*.po)

# Built pages that were removed, or a checkout that was moved with its .venv, ask for a new set-up as well.
ifeq ($(wildcard kiosk/web/static/dist/stamp)$(filter skip,$(KIOSK_WEB_BUILD)),)
INPUTS += FORCE
endif
ifneq ($(shell cat .venv/ready 2>/dev/null),$(shell pwd))
INPUTS += FORCE
endif

help:
	@echo 'Palabre: event check-in, badges and live introductions on one box.'
	@echo
	@echo '  make demo     set up, play an evening, print the addresses of a phone, the door, the screen'
	@echo '  make test     set up, run the whole test suite with coverage'
	@echo
	@echo '  make serve    the service itself               make serve ARGS="--port 8000"'
	@echo '  make dev      set up for working on the code   .venv/bin/kiosk, .venv/bin/pytest'
	@echo '  make check    what a change must pass, quick   lint, format, types, layers, fast tests'
	@echo '  make format   lay out the code'
	@echo '  make clean    back to a fresh checkout; no house is touched'
	@echo
	@echo 'ARGS="…" goes to the program: make demo ARGS="--once --guests 20", make test ARGS="-k badge".'
	@echo 'Needs Python 3.11 or newer with venv, or uv. More: README.md, deploy/README.md.'

demo: .venv/ready
	@$(BIN)/kiosk demo $(ARGS)

serve: .venv/ready
	@$(BIN)/kiosk serve $(ARGS)

dev: .venv/ready-dev
	@echo 'Ready: .venv/bin/kiosk, make check, make test.'

test: .venv/ready-dev
	@deploy/install-test-parts
	@$(BIN)/python -m pytest --cov $(ARGS)

check: .venv/ready-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q -m "not browser and not service and not fault" $(ARGS)

format: .venv/ready-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean:
	rm -rf .venv .coverage htmlcov .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	rm -rf kiosk/web/static/dist kiosk/badges/fonts kiosk/wording/translations/*/LC_MESSAGES/*.mo
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/ready: $(INPUTS)
	@deploy/set-up

.venv/ready-dev: $(INPUTS)
	@deploy/set-up dev

FORCE:

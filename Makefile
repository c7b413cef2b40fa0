# make demo    the main job on the bundled example
# make test    format, lint, types, import layers, and all tests
# make bench   speed and memory, written to docs/benchmarks.md
# make update  rewrite scenario expectations and generated tables; review the difference
# make clean   remove what these made

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types layers tests bench update clean

demo: $(VENV)/.installed
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh examples/demo.sh

test: lint types layers tests

lint: $(VENV)/.dev
	$(BIN)/ruff format --check server tests benchmarks examples
	$(BIN)/ruff check server tests benchmarks examples

types: $(VENV)/.dev
	$(BIN)/mypy

layers: $(VENV)/.dev
	$(BIN)/lint-imports --no-logo

tests: $(VENV)/.dev
	$(BIN)/python tests/conformance/fetch.py
	$(BIN)/pytest -n 2 --dist loadgroup

bench: $(VENV)/.dev
	$(BIN)/python tests/conformance/fetch.py
	$(BIN)/python benchmarks/run.py

update: $(VENV)/.dev
	$(BIN)/python tests/conformance/fetch.py
	$(BIN)/pytest --update tests/scenarios tests/conformance tests/test_docs.py

$(VENV)/.pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || \
	  { echo 'entryway needs Python 3.10 or newer; name one with: make PYTHON=python3.11'; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo '$(PYTHON) can make no environment; on Debian: apt-get install python3-venv'; exit 1; }
	@$(BIN)/pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@touch $@

$(VENV)/.installed: $(VENV)/.pip pyproject.toml
	@$(BIN)/pip install --quiet --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	@$(BIN)/pip install --quiet --group test --group lint
	@touch $@

clean:
	rm -rf $(VENV) .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

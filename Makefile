# make demo    the main job on the bundled example
# make test    format, lint, types, import layers, and all tests
# make client  format, lint, types and unit tests of the VS Code extension
# make vsix    build the VS Code extension: vscode-client/dist/entryway.vsix
# make editors tests in real editors; as root it may install Debian's chromium, tmux and emacs
# make bench   speed and memory, written to docs/benchmarks.md
# make update  rewrite scenario expectations and generated tables; review the difference
# make pictures  pictures and speed of VS Code, written to docs/ as they are in real VS Code
# make clean   remove what these made

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEBIAN_EDITORS := tmux=tmux emacs-nox=emacs elpa-eglot=/usr/share/doc/elpa-eglot
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix vscode-client

.PHONY: demo test lint types layers tests client vsix editors bench update pictures clean

demo: $(VENV)/.installed
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh examples/demo.sh

test: lint types layers tests client editors

lint: $(VENV)/.dev
	$(BIN)/ruff format --check server tests benchmarks examples vscode-client
	$(BIN)/ruff check server tests benchmarks examples vscode-client

types: $(VENV)/.dev $(VENV)/.editors
	$(BIN)/mypy

layers: $(VENV)/.dev
	$(BIN)/lint-imports --no-logo

tests: $(VENV)/.dev
	$(BIN)/python tests/conformance/fetch.py
	$(BIN)/pytest -n 2 --dist loadgroup

client: vscode-client/node_modules/.installed
	$(NPM) run check

vsix: vscode-client/dist/entryway.vsix

editors: $(VENV)/.editors vsix
	$(BIN)/python tests/conformance/fetch.py
	$(BIN)/python tests/editors/debian_packages.py $(DEBIAN_EDITORS)
	$(BIN)/python tests/editors/vscode/prepare.py
	$(BIN)/pytest tests/editors

bench: $(VENV)/.dev $(VENV)/.editors
	$(BIN)/python tests/conformance/fetch.py
	$(BIN)/python benchmarks/run.py

update: $(VENV)/.dev $(VENV)/.editors
	$(BIN)/python tests/conformance/fetch.py
	$(BIN)/pytest --update tests/scenarios tests/conformance tests/test_docs.py
	$(BIN)/pytest --update tests/editors/neovim/test_neovim_screen.py tests/editors/emacs

pictures: $(VENV)/.editors vsix
	$(BIN)/python tests/conformance/fetch.py
	$(BIN)/python tests/editors/vscode/prepare.py
	$(BIN)/pytest --update tests/editors/vscode

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

$(VENV)/.editors: $(VENV)/.dev
	@$(BIN)/pip install --quiet --group editors
	@touch $@

vscode-client/node_modules/.installed: vscode-client/package-lock.json $(VENV)/.editors
	@$(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

vscode-client/bundled/libs/.bundled: vscode-client/requirements.lock \
  vscode-client/scripts/bundle.py pyproject.toml $(shell find server -name '*.py') | $(VENV)/.dev
	@$(BIN)/python vscode-client/scripts/bundle.py
	@touch $@

vscode-client/dist/entryway.vsix: vscode-client/bundled/libs/.bundled \
  vscode-client/node_modules/.installed $(wildcard $(addprefix vscode-client/, \
  package.json *.md .vscodeignore src/* scripts/* bundled/*.py icons/*.png))
	@$(NPM) run --silent package
	@$(BIN)/python vscode-client/scripts/inspect_package.py

clean:
	rm -rf vscode-client/node_modules vscode-client/bundled/libs vscode-client/dist
	rm -rf $(VENV) .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

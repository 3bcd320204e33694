# Every verb a person needs. The two that matter: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Compiled modules are kept, whatever the machine says: each command of a test starts from them.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help install demo serve test test-postgresql test-browser check lint types arch bench docs lock messages screenshots format clean

help: ## Say what each verb does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | sort

install: $(STAMP) ## Build the environment alone: .venv, locked packages, compiled messages

$(STAMP): requirements/dev.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -c 'import uv' 2>/dev/null || $(BIN)/pip install --quiet uv
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@$(BIN)/python tools/messages.py compile
	@touch $@

demo: install ## Load the demonstration and serve it
	@$(BIN)/mithaq demo

serve: install ## Serve this installation
	@$(BIN)/mithaq serve

test: install ## Run the whole suite on SQLite (browser tests where a Chromium is found)
	@$(BIN)/python tools/messages.py compile
	@$(BIN)/pytest -n 2 --dist worksteal

test-postgresql: install ## Run what knows a database on PostgreSQL (DATABASE_URL, or a local server)
	@$(BIN)/python tools/messages.py compile
	@# What is given no database (engines, law, base, house rules, killed SQLite homes) says the same
	@# on both: `make test` runs it. tests/conftest.py marks it, as pytest-django would refuse it one.
	@# Dropping a test database waits for a checkpoint, longer than a page may on a slow disk.
	@DATABASE_URL=$${DATABASE_URL:-postgres://postgres@127.0.0.1:5432/postgres} STATEMENT_TIMEOUT_MS=300000 $(BIN)/pytest -n 2 --dist worksteal -m "not browser and not no_database"

test-browser: install ## Run the browser tests alone
	@$(BIN)/python tools/messages.py compile
	@$(BIN)/pytest -n 2 --dist worksteal -m browser

check: lint types arch test ## Everything a change must pass

lint: install ## Style of code, templates and words
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint --lint --quiet src
	@$(BIN)/codespell docs README.md CONTRIBUTING.md

types: install ## Strict types
	@$(BIN)/mypy

arch: install ## The architecture, executed
	@$(BIN)/lint-imports

bench: install ## Every measurement, at its quick size
	@for file in bench/[a-z]*.py; do $(BIN)/python $$file --quick || exit 1; done

docs: install ## Build the documentation in site/
	@$(BIN)/python tools/reference.py
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

messages: install ## Extract and compile the messages in French, Arabic and English
	@$(BIN)/python tools/messages.py extract
	@$(BIN)/python tools/messages.py compile

screenshots: install ## Take the pictures of the README again
	@$(BIN)/python tools/screenshots.py

format: install ## Put the code in its house form
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .

lock: ## Compile the locked requirements: hashes, no address
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements/runtime.in -o requirements/runtime.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements/dev.in -o requirements/dev.txt

clean: ## Remove what was built (never the data in var/)
	@rm -rf $(VENV) site dist src/*.egg-info

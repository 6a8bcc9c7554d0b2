# Every command there is. `make` lists them.
PYTHON ?= python3
BIN := .venv/bin
UV_VERSION := 0.13.8
TORCH_VERSION := $(shell sed -n 's/^neural = \["torch==\(.*\)"\].*/\1/p' pyproject.toml)
# The browser's tests run by themselves: Playwright keeps an event loop running in its process.
TESTS = $(BIN)/python -m pytest -n 2 --dist loadgroup tests -m "not e2e" && $(BIN)/python -m pytest -n 2 tests/e2e
LOCK = uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11
WEB_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help demo serve test check web format lint types docs api lock bench guards sequences gallery wheel clean chromium java

help: ## List the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

demo: .venv/ready modiste/webapp/.stamp ## Start the demo shop: one URL, three accounts
	$(BIN)/modiste demo

serve: .venv/ready modiste/webapp/.stamp ## Start the service on the data you imported
	$(BIN)/modiste serve

test: .venv/ready-dev modiste/webapp/.stamp chromium java ## Run every test
	$(TESTS)

check: .venv/ready-dev modiste/webapp/.stamp chromium java lint types ## What continuous integration runs, and more
	$(TESTS)
	$(BIN)/python hatch_build.py check
	$(BIN)/python hatch_build.py api --verify
	$(BIN)/python docs/reference/generate.py --verify

lint: .venv/ready-dev ## Format and lint, without changing anything
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache

types: .venv/ready-dev ## Check the types
	$(BIN)/mypy

format: .venv/ready-dev ## Format, and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

web: modiste/webapp/.stamp ## Build the web app

docs: .venv/ready-dev ## Write the reference of the recommender from its docstrings
	$(BIN)/python docs/reference/generate.py

api: .venv/ready-dev ## Generate the web app's client from the service's OpenAPI
	$(BIN)/python hatch_build.py api

bench: .venv/ready-dev modiste/webapp/.stamp ## Measure, and write benchmarks/README.md
	$(BIN)/python -m benchmarks

guards: .venv/ready-dev ## Take each guard of stock, orders and money away, and see its test turn red
	MODISTE_GUARDS=all $(BIN)/python -m pytest -n 2 tests/house/test_guards.py

sequences: .venv/ready-dev ## Buy, pay, send and give back in five hundred random orders, and look at the books
	MODISTE_SEQUENCES=500 $(BIN)/python -m pytest -n 2 tests/shop/payments/test_machine.py

gallery: .venv/ready-dev modiste/webapp/.stamp chromium ## Take pictures of every page into gallery/, a few into docs/
	$(BIN)/python -m tests.e2e.gallery gallery

wheel: .venv/ready modiste/webapp/.stamp ## Build the wheel, with the web app inside
	$(BIN)/python -m hatchling build -t wheel

lock: ## Write the lock files anew from pyproject.toml
	$(LOCK) pyproject.toml --group pyproject.toml:build -o requirements.lock
	$(LOCK) pyproject.toml --group pyproject.toml:build --group pyproject.toml:dev -c requirements.lock -o requirements-dev.lock
	$(LOCK) --group pyproject.toml:node -o requirements-node.lock

clean: ## Remove everything that was built or installed here
	rm -rf .venv dist modiste/webapp web/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Modiste needs Python 3.11 or newer; call make with PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

# uv is quick; pip does the same where uv cannot reach an index that only pip was told of.
define install
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1) || \
		$(BIN)/python -m pip install --quiet --require-hashes -r $(1)
endef

.venv/ready: .venv/uv requirements.lock pyproject.toml hatch_build.py
	$(call install,requirements.lock)
	$(BIN)/python hatch_build.py node || ($(call install,requirements-node.lock))
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# PyTorch has no hash in the lock: each machine has a build of its own, for its CPU or its CUDA.
.venv/ready-dev: .venv/ready requirements-dev.lock
	$(call install,requirements-dev.lock)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==$(TORCH_VERSION)
	@touch $@

modiste/webapp/.stamp: .venv/ready $(WEB_SOURCES)
	$(BIN)/python hatch_build.py
	@touch $@

# The end-to-end tests drive a real browser; where it cannot be installed they skip and say so.
chromium:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || { \
		[ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
		apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || \
		echo "No Chromium here: the end-to-end tests will be skipped."

# Spark runs in Java; where it cannot be installed its tests skip and say so.
java:
	@command -v java >/dev/null || { \
		[ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
		apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless >/dev/null; } || \
		echo "No Java here: the tests of Spark will be skipped."

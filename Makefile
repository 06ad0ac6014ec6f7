# The commands that people and CI run. Each makes .venv by itself; needs Python 3.11+ and no more.

# Tried rather than looked up: a version manager's stub may be on PATH without its Python.
PYTHON ?= $(shell for it in python3.13 python3.12 python3.11 python3; do \
	$$it -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$it && break; done)
READY := .venv/ready
BIN := .venv/bin
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header pyproject.toml
# One check's output in one piece, where make can (4.0 and later).
WHOLE := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
CHECKS := check-style check-types check-floors check-schema check-docs check-migrations

.PHONY: help demo dev test check $(CHECKS) schema migration bench lock wheel clean

help: ## list these commands
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | while IFS="$$(printf '\t')" read -r it what; \
		do printf '  make %-10s %s\n' "$$it" "$$what"; done

demo: $(READY) ## a short story becomes a production under out/
	@$(BIN)/aixss produce examples/lighthouse.zh.md --out out

dev: $(READY) ## the whole studio in this terminal, until Ctrl-C
	@$(BIN)/aixss dev

# What they keep stays in the checkout.
demo dev: export AIXSS_DATA_DIR ?= $(CURDIR)/.aixss

test: $(READY) ## all tests; ARGS="-k name" for some
	@$(BIN)/pytest $(ARGS)

check: $(READY) ## style, types, floors, and whether what is generated is up to date
	@$(MAKE) --no-print-directory --keep-going --jobs=2 $(WHOLE) $(CHECKS)

check-style: $(READY)
	@$(BIN)/ruff check --quiet && $(BIN)/ruff format --check --quiet

check-types: $(READY)
	@$(BIN)/mypy --no-error-summary

check-floors: $(READY)
	@$(BIN)/lint-imports > .venv/floors || { cat .venv/floors; exit 1; }

check-schema: $(READY)
	@$(BIN)/aixss schema --check

check-docs: $(READY)
	@$(BIN)/python -m tools.docs --check

check-migrations: $(READY)
	@$(BIN)/python -m tools.drift

schema: $(READY) ## write schema.graphql and the generated docs anew
	@$(BIN)/aixss schema --out schema.graphql
	@$(BIN)/python -m tools.docs

migration: $(READY) ## write the next migration: make migration NAME=what_it_does
	@$(BIN)/python -m tools.migration $(NAME)

bench: $(READY) ## the figures of benchmarks/README.md
	@$(BIN)/python -m benchmarks

lock: $(READY) ## write the requirements files anew; UPGRADE=--upgrade for newer versions
	$(COMPILE) $(UPGRADE) --output-file requirements.lock
	$(COMPILE) $(UPGRADE) --group dev --constraint requirements.lock --output-file requirements-dev.lock

wheel: $(READY) ## build the wheel under dist/
	@$(BIN)/python -m build --wheel --no-isolation

clean: ## remove what these commands made; .aixss/, which holds your stories, stays
	rm -rf .venv out dist build .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements-dev.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed: install it, or name one with PYTHON=..." >&2; exit 1; }
	@echo "Making .venv with $(PYTHON); this takes a minute the first time."
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

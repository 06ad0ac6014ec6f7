# The commands that people and CI run. Each makes .venv by itself; needs Python 3.11+ and no more.

# Tried rather than looked up: a version manager's stub may be on PATH without its Python.
PYTHON ?= $(shell for it in python3.13 python3.12 python3.11 python3; do \
	$$it -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$it && break; done)
READY := .venv/ready
NODE := conformance/node_modules/.package-lock.json
HAS_NODE := node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'
BIN := .venv/bin
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header
# One check's output in one piece, where make can (4.0 and later).
WHOLE := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
CHECKS := check-style check-types check-floors check-schema check-contract check-client check-docs check-migrations
# The generator of the typed client needs an older graphql-core than the API.
CODEGEN := .venv/codegen/ready

.PHONY: help demo dev test clients slow fuzz check $(CHECKS) schema baseline client migration bench faults soak conformance lock wheel clean

help: ## list these commands
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | while IFS="$$(printf '\t')" read -r it what; \
		do printf '  make %-10s %s\n' "$$it" "$$what"; done

demo: $(READY) ## a short story becomes a production under out/
	@$(BIN)/aixss produce examples/lighthouse.zh.md --storyboards 1 --out out

dev: $(READY) ## the whole studio in this terminal, until Ctrl-C
	@$(BIN)/aixss dev

# What they keep stays in the checkout.
demo dev: export AIXSS_DATA_DIR ?= $(CURDIR)/.aixss

test: $(READY) clients ## all tests, a process for each core; ARGS="-k name" for some
	@$(BIN)/pytest $(or $(ARGS),--numprocesses=auto --maxprocesses=8 --dist=loadfile)

# Where Node is, the clients of the web take part. Without what they are installed from, tests go on without.
clients:
	@! $(HAS_NODE) 2>/dev/null || npm_config_fetch_retries=0 $(MAKE) --no-print-directory $(NODE) \
		|| echo "The clients of the web are not installed: their tests are skipped." >&2

slow: $(READY) ## the tests that start and stop many processes, for minutes
	@$(BIN)/pytest -m slow $(ARGS)

fuzz: $(READY) ## thousands of random queries, planned and executed; SEED=7 repeats a run
	@seed=$${SEED:-$$(od -An -N3 -tu4 /dev/urandom | tr -d ' ')}; echo "SEED=$$seed"; \
		AIXSS_FUZZ=$${FUZZ:-2000} AIXSS_FUZZ_SEED=$$seed \
		$(BIN)/pytest -q -s tests/reads/test_same_answers.py -k any_document

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

check-contract: $(READY)
	@$(BIN)/python -m tools.contract

check-client: $(CODEGEN)
	@$(BIN)/python -m tools.client --check

check-docs: $(READY)
	@$(BIN)/python -m tools.docs --check

check-migrations: $(READY)
	@$(BIN)/python -m tools.drift

schema: $(READY) ## write schema.graphql and the generated docs anew
	@$(BIN)/aixss schema --out schema.graphql
	@$(BIN)/python -m tools.docs

client: $(CODEGEN) ## write aixss/client/generated anew, of the schema and codegen/operations
	@$(BIN)/python -m tools.client

baseline: $(READY) ## at a release: what is promised from now on is the present schema
	@$(BIN)/python -m tools.contract --release

migration: $(READY) ## write the next migration: make migration NAME=what_it_does
	@$(BIN)/python -m tools.migration $(NAME)

bench: $(READY) ## the figures of benchmarks/README.md
	@$(BIN)/python -m benchmarks

faults: $(READY) ## kill, stop and cut off every part under load; ONLY="Redis, kill" for some
	@$(BIN)/python -m faults --only "$(ONLY)"

soak: $(READY) ## ten minutes of jobs, cancels and watchers, and what they leave behind
	@$(BIN)/python -m faults soak

conformance: $(READY) $(NODE) ## what real clients see of a running server; SUITES="http sse" for some
	@$(BIN)/python -m conformance $(SUITES)

lock: $(READY) ## write the requirements files anew; UPGRADE=--upgrade for newer versions
	$(COMPILE) $(UPGRADE) --extra otel --output-file requirements.lock pyproject.toml
	$(COMPILE) $(UPGRADE) --extra otel --group dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	$(COMPILE) $(UPGRADE) --output-file codegen/requirements.lock codegen/requirements.in

wheel: $(READY) ## build the wheel under dist/
	@$(BIN)/python -m build --wheel --no-isolation

clean: ## remove what these commands made; .aixss/, which holds your stories, stays
	rm -rf .venv conformance/node_modules out dist build .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements-dev.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed: install it, or name one with PYTHON=..." >&2; exit 1; }
	@echo "Making .venv with $(PYTHON); this takes a minute the first time."
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(CODEGEN): codegen/requirements.lock | $(READY)
	@$(BIN)/python -m venv --clear --without-pip .venv/codegen
	@$(BIN)/pip --python .venv/codegen/bin/python install --quiet --disable-pip-version-check \
		--require-hashes -r codegen/requirements.lock
	@touch $@

$(NODE): conformance/package.json conformance/package-lock.json
	@$(HAS_NODE) || { echo "Node.js 20 or later is needed for the clients of the web." >&2; exit 1; }
	@npm --prefix conformance ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

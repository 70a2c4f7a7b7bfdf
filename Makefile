# Short names for what README and .ci/run do. Run README's second command once before.
PYTHON := .venv/bin/python

coverage_flags := --cov=bot --cov-branch --cov-report=term:skip-covered --cov-fail-under=94

.PHONY: check test coverage fast fix schema lock

check:            ## everything that must hold, as CI does
	bash .ci/run

test:             ## README's test command, without the installation
	$(PYTHON) -m pytest -q -n 3 --dist loadfile

coverage:         ## the same with the branches that the tests reach: tracing doubles their time
	$(PYTHON) -m pytest -q -n 3 --dist loadfile $(coverage_flags)

fast:             ## what a change of code needs first: style, types, layers
	.venv/bin/ruff check . && .venv/bin/ruff format --check . && $(PYTHON) -m mypy && .venv/bin/lint-imports

fix:              ## mend style where a tool can
	.venv/bin/ruff check --fix . ; .venv/bin/ruff format .

schema:           ## write faq/schema anew from the models
	$(PYTHON) -m bot.content.schema

lock:             ## pin and hash the packages anew: requirements.lock, requirements-dev.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--extra postgres --extra build --output-file requirements.lock pyproject.toml
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--extra postgres --extra build --extra qr --extra dev --output-file requirements-dev.lock pyproject.toml

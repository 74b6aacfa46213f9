# All that can be done here. Each command sets up what it needs; a second run finds it there.
#
#   make site    build the site into site/           make check   check text, references and links; writes nothing
#   make serve   live preview while you write        make test    every test
#   make publish the same for SITE_URL, packed for the web
#   make urls    promise each new address            make lock    new lock files from pyproject.toml
#   make bench   time and memory of builds           make clean   remove what was built or set up
#   make mutants put bugs in, and see if tests catch them
#   make new NAME="Sleep and pain" DIR=../sleep    begin another site, in a folder of its own
#   make lighthouse  Lighthouse on the built site, on a slow phone (needs Node.js and Chromium)
#   make picture the README's picture, from a fresh build (needs Chromium)
#   make faults  kill builds at any moment, run two at once, and try many hostile texts

PYTHON ?= python3
# Texts that `make faults` tries for each property.
HOSTILE ?= 150
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
unexport PYTHONDONTWRITEBYTECODE  # compiled modules make each later run half a second faster

.PHONY: site publish serve check urls new test lint node mutants faults bench lighthouse picture lock clean

site: .venv/for-site
	@$(BIN)/python scripts/build.py $(ARGS)

publish: .venv/for-site
	@$(BIN)/python scripts/build.py --publish $(ARGS)

check: .venv/for-site
	@$(BIN)/python scripts/build.py --check $(ARGS)

urls: .venv/for-site
	@$(BIN)/python scripts/build.py --urls

new:
	@$(PYTHON) scripts/new.py "$$NAME" $${DIR:+"$$DIR"}

serve: .venv/for-site
	@$(BIN)/mkdocs serve --livereload $(ARGS)

test: lint node
	@$(BIN)/python -m pytest $(ARGS)

lint: .venv/for-tests
	@$(BIN)/ruff check scripts tests
	@$(BIN)/mypy

node:
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory tests/node/node_modules/.package-lock.json; \
	else echo "npm is not here: the tests of link previews and accessibility that need it are skipped"; fi

tests/node/node_modules/.package-lock.json: tests/node/package-lock.json
	@npm ci --prefix tests/node --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

mutants: .venv/for-tests
	@$(BIN)/python tests/mutants.py $(ARGS)

faults: .venv/for-tests
	@$(BIN)/python tests/faults_at_work.py $(ARGS)
	@HOSTILE=$(HOSTILE) $(BIN)/python -m pytest tests/test_hostile.py

bench: .venv/for-site
	@$(BIN)/python bench/references.py
	@$(BIN)/python bench/pdf.py
	@$(BIN)/python bench/hook.py

lighthouse: .venv/for-site
	@npm ci --prefix bench/lighthouse --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@folder=$$(mktemp -d) && $(BIN)/python scripts/build.py --no-pdf --site-url http://localhost:8321/ --site-dir $$folder/site && \
	CHROME_PATH=$$(command -v chromium || command -v chromium-browser || command -v google-chrome) \
	node bench/lighthouse/run.mjs $$folder/site 8321; code=$$?; rm -rf $$folder; exit $$code

picture: .venv/for-tests
	@$(BIN)/python bench/picture.py

lock: .venv/for-tests
	@$(BIN)/python -m pip install --quiet uv
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url -o requirements.txt pyproject.toml
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --extra test -c requirements.txt -o requirements-test.txt pyproject.toml

clean:
	rm -rf site .site.new .site.old .site.lock .venv tests/node/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/for-site: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit("make: Python 3.11 or newer is needed; give it with make PYTHON=python3.11") if sys.version_info < (3, 11) else 0'
	@echo "setting up .venv from requirements.txt"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/for-tests: requirements-test.txt .venv/for-site
	@echo "setting up the tests from requirements-test.txt"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

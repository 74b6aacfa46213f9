# All that can be done here. Each command sets up what it needs; a second run finds it there.
#
#   make site    build the site into site/           make check   check text, references and links; writes nothing
#   make serve   live preview while you write        make test    every test
#   make clean   remove what was built or set up     make lock    new lock files from pyproject.toml
#   make bench   time and memory of a build, with and without PDF files

PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve check test lint lock clean bench

site: .venv/for-site
	@$(BIN)/python scripts/build.py $(ARGS)

check: .venv/for-site
	@$(BIN)/python scripts/build.py --check

serve: .venv/for-site
	@$(BIN)/mkdocs serve --livereload $(ARGS)

test: lint
	@$(BIN)/python -m pytest $(ARGS)

lint: .venv/for-tests
	@$(BIN)/ruff check scripts tests
	@$(BIN)/mypy

bench: .venv/for-site
	@$(BIN)/python bench/pdf.py

lock: .venv/for-tests
	@$(BIN)/python -m pip install --quiet uv
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url -o requirements.txt pyproject.toml
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --extra test -c requirements.txt -o requirements-test.txt pyproject.toml

clean:
	rm -rf site .site.new .site.old .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis

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

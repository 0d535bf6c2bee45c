# Two commands matter: `make site` and `make test`. Each does all the set-up it needs; a second run starts at once.
#
#   make site     build seeds/ into site/            BUILD_ARGS="--base-url https://..." is passed on
#   make serve    build, serve, rebuild on change    SERVE_ARGS likewise
#   make check    verify the built site
#   make test     every check there is               PYTEST_ARGS="-k search" is passed on
#   make quick    the checks that take seconds: no browser, nothing slow
#   make fidelity  what comes back after known damage, and whether it is less than before; FIDELITY_ARGS="--show page-repeat"
#   make throughput  how many kB of source a second each stage restores, and what ten times the text costs
#   make bench-search  how exact, small and quick search is in a browser; BENCH_SEARCH_ARGS="--sizes 1000 --pagefind"
#   make lock     renew the locks after a change in pyproject.toml or package.json (LOCK_ARGS=--upgrade: newest versions)
#   make clean    remove all that was installed or built
#
# PYTHON names the interpreter, CHROMIUM the browser, where the ones found by themselves will not do.

PYTHON   ?= python3
BIN      := .venv/bin
# Node from the virtual environment, when it had to be put there, goes before one on PATH that is too old.
WITH_BIN := PATH="$(CURDIR)/$(BIN):$$PATH"
PIP      := $(BIN)/python -m pip --disable-pip-version-check --no-input install -qq
# The locks are whole: nothing is left for pip to resolve, and older ones go wrong where a package is wanted with an extra.
LOCKED   := $(PIP) --no-deps --require-hashes
UV       := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: \
            --emit-build-options --no-emit-index-url --no-annotate --no-header $(LOCK_ARGS)

SITE_READY := .venv/.project node_modules/.site
TEST_READY := .venv/.project .venv/.test node_modules/.test

# $(call apt,PACKAGES,MESSAGE): installs where that needs no password, else fails with the message.
apt = { command -v apt-get >/dev/null && { [ "$$(id -u)" = 0 ] && as= || { sudo -n true 2>/dev/null && as="sudo -n"; }; } \
	&& { $$as apt-get update -qq; $$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null; }; } \
	|| { echo "$(2)" >&2; exit 1; }

.PHONY: site serve check test quick fidelity throughput bench-search lint lock clean ready browser
.NOTPARALLEL:

site: ready
	@$(BIN)/python -m generator build $(BUILD_ARGS) || { status=$$?; [ $$status = 1 ] || exit $$status; \
		echo "The site is published, but not every input: the report above says which and why." >&2; }

serve: ready
	@$(BIN)/python -m generator serve $(SERVE_ARGS)

check: ready
	@$(BIN)/python -m generator check site

ready: $(SITE_READY)

# What is timed is timed by itself: other tests beside it, and the counting of lines, would be timed too.
test: lint browser
	$(WITH_BIN) $(BIN)/pytest -n auto --cov -m "not timed" $(PYTEST_ARGS)
	$(WITH_BIN) $(BIN)/pytest -m timed $(PYTEST_ARGS) || [ $$? = 5 ]

quick: lint
	$(WITH_BIN) $(BIN)/pytest -n auto -q -m "not slow and not browser and not timed" $(PYTEST_ARGS)

fidelity: .venv/.project
	@$(BIN)/python -m benchmarks.fidelity $(FIDELITY_ARGS)

throughput: .venv/.project
	@$(BIN)/python -m benchmarks.throughput $(THROUGHPUT_ARGS)

bench-search: $(TEST_READY) browser
	@$(WITH_BIN) $(BIN)/python -m benchmarks.search $(BENCH_SEARCH_ARGS)

lint: $(TEST_READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/zizmor --offline --no-progress --quiet .github

lock: .venv/.test
	$(UV) pyproject.toml --group build -o requirements/site.lock
	$(UV) pyproject.toml --group build --group test --extra cluster -c requirements/site.lock -o requirements/test.lock
	$(UV) --group node -o requirements/node.lock
	$(WITH_BIN) npm install --package-lock-only

clean:
	rm -rf .venv node_modules .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find site -mindepth 1 ! -name .gitignore -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- Set-up. A stamp is as new as the last installation from its lock.

.venv/.python:
	@for py in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
		$$py -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
	done || { echo "Python 3.11 or newer is needed; name it with make PYTHON=..." >&2; exit 1; }; \
	$$py -c 'import ensurepip, venv' 2>/dev/null || { \
		package=$$($$py -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
		$(call apt,$$package,This Python cannot make virtual environments. As root: apt install $$package); }; \
	echo "Setting up .venv with $$($$py --version) ..."; \
	$$py -m venv --clear .venv
	@touch $@

.venv/.site: requirements/site.lock .venv/.python
	@echo "Installing Python packages ($<) ..."
	@$(LOCKED) -r $<
	@touch $@

# The project itself, editable: `gongbao` in .venv/bin is the same as `python -m generator`.
.venv/.project: pyproject.toml .venv/.site
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.test: requirements/test.lock .venv/.site
	@echo "Installing Python packages ($<) ..."
	@$(LOCKED) -r $<
	@touch $@

# What package.json asks for under "engines"; Debian's nodejs has no npm, so both are looked for.
.venv/.node: requirements/node.lock package.json .venv/.python
	@{ npm --version && node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'; } \
		>/dev/null 2>&1 || { echo "Installing Node.js ($<) ..."; $(LOCKED) -r $<; }
	@touch $@

node_modules/.site: package-lock.json .npmrc .venv/.node
	@echo "Installing browser libraries (package-lock.json) ..."
	@$(WITH_BIN) npm ci --omit=dev --loglevel=error
	@touch $@

node_modules/.test: package-lock.json .npmrc .venv/.node
	@echo "Installing browser libraries and their test tools (package-lock.json) ..."
	@$(WITH_BIN) npm ci --loglevel=error
	@touch node_modules/.site $@

# No stamp: a browser may come and go without us. Playwright's driver needs libatomic, which a bare Debian lacks; without a
# Chinese font the pages have boxes for characters.
browser: .venv/.test
	@$(BIN)/python tests/browser/chromium.py >/dev/null || { \
		[ -z "$$CHROMIUM" ] || { echo "CHROMIUM=$$CHROMIUM is not a program." >&2; exit 1; }; \
		echo "Installing Chromium ..."; \
		$(call apt,chromium,No Chromium found: install one or name it with make test CHROMIUM=...); }
	@$(BIN)/playwright --version >/dev/null 2>&1 || { \
		$(call apt,libatomic1,Playwright does not start. As root: apt install libatomic1); }
	@if command -v fc-list >/dev/null && [ -z "$$(fc-list :lang=zh-cn)" ]; then \
		( $(call apt,fonts-noto-cjk,No Chinese font found: the pages will be tested with boxes for characters) ) || true; fi

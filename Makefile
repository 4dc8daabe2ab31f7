# `make run` opens Evenstride, `make test` runs every test. Both set up what they need, once.

VENV ?= .venv
PORT ?= $(or $(STREAMLIT_SERVER_PORT),8501)
PY = $(VENV)/bin/python
PIP = $(PY) -m pip install --quiet --disable-pip-version-check
DOWNLOAD = @echo "Downloading the packages, about $(1) MB, once: a minute or two."
RUN_READY = $(VENV)/.run-ready
TEST_READY = $(VENV)/.test-ready
# `memory.py` is a part of a bench, not one of them.
BENCHES = $(filter-out memory,$(basename $(notdir $(wildcard tests/bench/[a-z]*.py))))

.PHONY: help run test check browser proof bench golden docs pictures constraints chromium

help:
	@echo "make run          open Evenstride in the browser (another port: make run PORT=8600)"
	@echo "make test         everything: environment, Chromium, checks, tests, browser journeys"
	@echo "make check        format, lint, types and the plain tests"
	@echo "make browser      the browser journeys alone"
	@echo "make proof        the long forms of the tests"
	@echo "make bench        measure what reading, a look at everything, plans and pages cost"
	@echo "make golden       write the expected records of the small watch files anew"
	@echo "make docs         write docs/columns.md, flags.md, exercises.md and a table of the README anew"
	@echo "make pictures     take the screenshots of the README anew"
	@echo "make constraints  choose new versions of all packages within requirements*.txt"

run: $(RUN_READY)
	@echo "Evenstride opens at http://127.0.0.1:$(PORT) and stops with Ctrl+C."
	@echo "If that port is taken: make run PORT=8600"
	@$(PY) -m streamlit run app.py --server.headless false --server.port $(PORT) \
		--logger.hideWelcomeMessage true

test: $(TEST_READY) chromium check browser

check: $(TEST_READY)
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy .
	$(PY) -m pytest -n auto

browser: $(TEST_READY)
	EVENSTRIDE_REQUIRE_BROWSER=1 $(PY) -m pytest tests/browser

proof: $(TEST_READY)
	HYPOTHESIS_PROFILE=proof $(PY) -m pytest -m "proof or not proof"

bench: $(TEST_READY)
	@missed=; for bench in $(BENCHES); do echo "== $$bench"; \
		$(PY) -m tests.bench.$$bench || missed="$$missed $$bench"; done; \
	[ -z "$$missed" ] || { echo "A goal was missed by:$$missed"; exit 1; }

golden: $(TEST_READY)
	$(PY) -m tests.golden

docs: $(TEST_READY)
	$(PY) -m docs.build
	$(PY) -m tests.strength.test_families

pictures: $(TEST_READY) chromium
	$(PY) -m tests.pictures

# Without its first line, else the file would freeze itself.
constraints: $(TEST_READY)
	$(PIP) uv
	mkdir -p $(VENV)/wanted
	grep -v '^-c' requirements.txt > $(VENV)/wanted/requirements.txt
	cp requirements-dev.txt $(VENV)/wanted/
	echo "# Every version that the tests ran with. Made by 'make constraints'; do not edit by hand." \
		> $(VENV)/wanted/constraints.txt
	$(PY) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --no-header \
		--no-annotate --no-emit-index-url --no-emit-find-links \
		$(VENV)/wanted/requirements-dev.txt >> $(VENV)/wanted/constraints.txt
	cp $(VENV)/wanted/constraints.txt constraints.txt

chromium:
	@bash .ci/chromium

$(PY):
	@bash .ci/venv "$(VENV)"

$(RUN_READY): $(PY) requirements.txt constraints.txt
	$(call DOWNLOAD,175)
	@$(PIP) -r requirements.txt
	@touch $@

$(TEST_READY): $(PY) requirements.txt requirements-dev.txt constraints.txt
	$(call DOWNLOAD,260)
	@$(PIP) -r requirements-dev.txt
	@touch $@

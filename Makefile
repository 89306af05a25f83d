# The README's two commands are `make demo` and `make test`; `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= ../shared/bench/data

.PHONY: help demo test explore lint bench floors floors-update soak train clean

help:
	@echo "make demo              run the main job on the bundled recorded sites -> out/"
	@echo "make test              run the tests"
	@echo "make explore           the property tests with fresh and many more examples; about half an hour"
	@echo "make lint              ruff and mypy"
	@echo "make bench DATA=...    quality and cost beside other extractors, on pages with known text"
	@echo "make floors DATA=...   the same for us alone, against the pinned floors"
	@echo "make floors-update DATA=...  raise the floors to what is measured; never lowers one"
	@echo "make soak DATA=...     crawl jobs under kills, faults and failing disks; about two hours"
	@echo "make train DATA=...    rebuild all that is learned: scorer, voices, where a story goes on"

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

$(VENV)/bench: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	@touch $@

$(VENV)/train: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --editable '.[train]'
	@touch $@

demo: $(VENV)/installed
	$(BIN)/python -m crawler.demo

test: $(VENV)/installed
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

explore: $(VENV)/installed
	HYPOTHESIS_PROFILE=explore $(BIN)/python -m pytest $$(grep -l 'from hypothesis import given' tests/test_*.py)

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/bench
	$(BIN)/python -m benchmarks.compare $(DATA)

floors: $(VENV)/installed
	DATA=$(DATA) $(BIN)/python -m pytest benchmarks/floors.py

floors-update: $(VENV)/installed
	$(BIN)/python -m benchmarks.floors $(DATA) --update

soak: $(VENV)/bench
	$(BIN)/python -m benchmarks.soak all $(DATA)

train: $(VENV)/train
	$(BIN)/python -m benchmarks.train $(DATA)
	$(BIN)/python -m benchmarks.trained $(DATA) --update
	$(BIN)/python -m benchmarks.voices $(DATA)
	$(BIN)/python -m benchmarks.resumptions $(DATA)

clean:
	rm -rf $(VENV) out build *.egg-info

# make help shows what there is. Everything is set up in .venv on first use and works offline afterwards.
PYTHON ?= python3.11
BIN := .venv/bin
READY := .venv/.ready
DEMO_INDEX := demo-index
LETTERS ?= ../shared/letters
LETTERS_INDEX := letters-index
PAPERS_INDEX := papers-index
EXAMPLE_FLOORS := --fail-under verbatim=1 --fail-under hit@5=0.85 --fail-under facts=0.55 \
  --fail-under false_answers_far=0.25
PAPERS_FLOORS := --fail-under right=0.58 --fail-under near_refused=0.40 --fail-under hit@5=0.95
LETTERS_FLOORS := --fail-under verbatim=1 --fail-under hit@5=0.80 --fail-under facts=0.40 \
  --fail-under false_answers_far=0.20

.DEFAULT_GOAL := help
.PHONY: help setup demo chat check test measure manual clean

help: ## show the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## set up everything in .venv (other commands do this by themselves)

# PyTorch comes as a CPU build where one is offered, and as the ordinary build elsewhere.
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check "torch==$(TORCH)+cpu" \
	  || $(BIN)/pip install --quiet --disable-pip-version-check "torch==$(TORCH)"
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	$(BIN)/python -c "from index import SentenceEncoder; SentenceEncoder().dimension"
	touch $(READY)

TORCH := $(shell sed -n 's/^torch==//p' constraints.txt)

demo: $(READY) ## index the example letters and answer questions about them
	$(BIN)/wmo index corpus/examples/letters --index $(DEMO_INDEX)
	@for question in \
	  "Per wanneer geldt in Waterbrugge de termijn van zes weken voor een besluit?" \
	  "Hoeveel sociale wijkteams had Waterbrugge in 2015?" \
	  "Wat kost een rit met de regiotaxi?" \
	  "Wat is de hoofdstad van Frankrijk?"; do \
	  printf '\nVraag: %s\n' "$$question"; \
	  $(BIN)/wmo ask "$$question" --index $(DEMO_INDEX) || exit 1; \
	done

chat: $(READY) ## open the chat over the example letters on 127.0.0.1
	$(BIN)/wmo index corpus/examples/letters --index $(DEMO_INDEX)
	$(BIN)/wmo chat --index $(DEMO_INDEX)

check: $(READY) ## lint, format, types and the order of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: check ## all checks, then all tests
	$(BIN)/python -m pytest -m alone tests/*_speed.py
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not alone"

# Floors lie under what was measured: they catch a fall, they are no goal.
measure: $(READY) ## run the benchmark, and fail when a figure falls below its floor
	$(BIN)/wmo eval --letters corpus/examples/letters --index $(DEMO_INDEX) \
	  --questions corpus/examples/questions.jsonl $(EXAMPLE_FLOORS)
	$(BIN)/wmo eval --letters eval/questions/papers --index $(PAPERS_INDEX) \
	  --reading eval/questions/reading.jsonl --chosen $(PAPERS_FLOORS)
	@if [ -d $(LETTERS) ]; then \
	  $(BIN)/wmo eval --letters $(LETTERS) --index $(LETTERS_INDEX) --split test $(LETTERS_FLOORS); \
	else echo "LEFT OUT: no folder $(LETTERS), so nothing was measured on the real letters."; fi

manual: $(READY) ## make the pictures of docs/handleiding.md again
	$(BIN)/python tests/manual.py

clean: ## remove what was made, but not .venv
	rm -rf $(DEMO_INDEX) $(LETTERS_INDEX) $(PAPERS_INDEX) build .mypy_cache .ruff_cache .pytest_cache

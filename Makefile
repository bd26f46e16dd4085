# The course's commands. `make` lists them; `make start` and `make test` set everything up that they need.

# The first interpreter that is new enough; override with `make start PYTHON=/path/to/python3.12`.
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3; do \
  $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := $(or $(COURSE_VENV),.venv)
BIN := $(VENV)/bin
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup start test lint book serve derived lock image bench-app bench-grader clean python

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

python:
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer was found. Install one (for example: sudo apt install python3 python3-venv),"; \
	  echo "or name it: make start PYTHON=/path/to/python3.12"; exit 2; }

setup: python ## make the environment from the locked dependencies
	@$(PYTHON) requirements/install.py course

start: setup ## open JupyterLab with the book, the exercises and the app (ARGS="--no-browser --port 8899")
	@$(BIN)/course start $(ARGS)

test: python ## run every test: app, grader, lessons, book, consistency
	@$(PYTHON) requirements/install.py dev
	@$(MAKE) --no-print-directory lint
	@PYTHONPATH=$(CURDIR)/tests $(BIN)/python -m pytest -p no_silent_skips -n 2 --dist loadfile --nbval --nbval-sanitize-with book/nbval_sanitize.cfg reference_app/tests grader/tests tests book $(ARGS)

lint: ## check style, types and import directions
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@for package in reference_app grader; do (cd $$package && $(abspath $(BIN))/lint-imports --no-cache) || exit 1; done

book: setup ## build the site into book/_build/html
	@$(BIN)/course book build $(ARGS)

serve: setup ## show the built site in a browser
	@$(BIN)/course book serve $(ARGS)

derived: python ## make every derived file anew (the table is in CONTRIBUTING.md)
	@$(PYTHON) requirements/install.py dev
	@$(BIN)/course derive $(ARGS)

lock: python ## resolve the dependencies anew into requirements/*.txt
	@$(PYTHON) requirements/install.py dev
	@for name in course dev; do $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --quiet --custom-compile-command "make lock" requirements/$$name.in -o requirements/$$name.txt; done

bench-app: setup ## measure enrolments a second beside pgbench (needs UNIVERSITY_TEST_POSTGRES_URL; ARGS="--clients 8")
	@PYTHONPATH=reference_app $(BIN)/python -m benchmarks $(ARGS)

bench-grader: setup ## measure our grader beside stock nbgrader (ARGS="--students 100 --assignment ch02")
	@PYTHONPATH=grader $(BIN)/python -m benchmarks $(ARGS)

image: ## build the learner's and the instructor's container images
	@requirements/build_images.sh $(ARGS)

clean: ## remove what commands made, but nothing a learner or an instructor wrote
	@rm -rf $(VENV) book/_build .pytest_cache .mypy_cache .ruff_cache

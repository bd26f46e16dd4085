# The course's commands. `make` lists them; `make start` and `make test` set everything up that they need.

# The first interpreter that is new enough; override with `make start PYTHON=/path/to/python3.12`.
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3; do \
  $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := $(or $(COURSE_VENV),.venv)
BIN := $(VENV)/bin
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup start test lint book serve derived lock accept image accept-image grade-image bench-app bench-reads bench-http bench-grader bench-site gates clean python

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

python:
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer was found. Install one (for example: sudo apt install python3 python3-venv),"; \
	  echo "or name it: make start PYTHON=/path/to/python3.12"; exit 2; }

setup: python ## make the environment from the locked dependencies
	@$(PYTHON) requirements/install.py course

start: setup ## open JupyterLab with the book, the exercises and the app (ARGS="--no-browser --port 8899")
	@$(BIN)/course start $(ARGS)

test: python gates ## run every test: app, grader, lessons, book, consistency
	@$(PYTHON) requirements/install.py dev
	@$(MAKE) --no-print-directory lint
	@PYTHONPATH=$(CURDIR)/tests $(BIN)/python -m pytest -p no_silent_skips -n 2 --dist loadfile --no-loadscope-reorder --nbval --nbval-sanitize-with book/nbval_sanitize.cfg tests grader/tests reference_app/tests book $(ARGS)

GATES := tests/site_gates
gates: $(GATES)/node_modules/.package-lock.json ## install what judges the site (needs Node and npm)

$(GATES)/node_modules/.package-lock.json: $(GATES)/package-lock.json
	@if command -v npm >/dev/null; then \
	  PUPPETEER_SKIP_DOWNLOAD=1 npm ci --prefix $(GATES) --no-audit --no-fund --loglevel error && touch $@; \
	else echo "npm is missing: tests of the site that need it are left out."; fi

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
	@for name in course dev university peers; do $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --quiet --custom-compile-command "make lock" requirements/$$name.in -o requirements/$$name.txt; done

bench-app: setup ## measure enrolments a second beside pgbench (needs UNIVERSITY_TEST_POSTGRES_URL; ARGS="--clients 8")
	@PYTHONPATH=reference_app $(BIN)/python -m benchmarks enrol $(ARGS)

bench-reads: setup ## measure reads among 10,000 to 1,000,000 enrolments, with their plans (likewise; ARGS="--sizes 10000")
	@PYTHONPATH=reference_app $(BIN)/python -m benchmarks reads $(ARGS)

bench-http: setup ## measure what a read costs at each REST interface, beside the bare framework's route (ARGS="--peers --requests 5000")
	@PYTHONPATH=reference_app $(BIN)/python -m benchmarks http $(ARGS)

bench-grader: setup ## measure our grader beside stock nbgrader, and Otter-Grader where one is (ARGS="--students 100 --sample 12 --otter PYTHON")
	@PYTHONPATH=grader $(BIN)/python -m benchmarks $(ARGS)

bench-site: python gates ## measure Lighthouse, weights and build times of the site (ARGS="--runs 5")
	@$(PYTHON) requirements/install.py dev
	@PYTHONPATH=$(CURDIR)/tests $(BIN)/python -m bench_site $(ARGS)

accept: setup ## let the acceptance suite ask an interface (URL=http://127.0.0.1:8000/api/v1/)
	@requirements/accept.sh $(abspath $(BIN))/python "$(URL)" $(ARGS)

image: ## build the container images: the learner's, the instructor's and the app's
	@requirements/build_images.sh $(ARGS)

accept-image: setup ## run the app's image, and let the acceptance suite ask both interfaces
	@requirements/accept_image.sh $(abspath $(BIN))/python $(ARGS)

grade-image: setup ## grade honest and hostile work in the instructor's image, by Docker (or Podman's socket in DOCKER_HOST)
	@PYTHONPATH=grader/tests $(BIN)/python -m pytest -q -p no:cacheprovider grader/tests/grade_in_image.py $(ARGS)

clean: ## remove what commands made, but nothing a learner or an instructor wrote
	@rm -rf $(VENV) $(GATES)/node_modules book/_build .pytest_cache .mypy_cache .ruff_cache

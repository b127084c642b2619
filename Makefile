# redian: one word for each thing a developer does. `make help` lists them.

SHELL := /bin/bash
.DEFAULT_GOAL := help
PREFIX ?= /usr/local
DESTDIR ?=
ROWS ?= 1000000
SEEDS ?= 200
ROUNDS ?= 20000
CONFIGURATION := -c release --explicit-target-dependency-import-check error
REDIAN := .build/release/redian
BENCH := .build/release/redian-bench
PYTHON := .build/venv/bin/python
PACKAGES := libcsv-dev zlib1g-dev libzstd-dev libxlsxwriter-dev liblinear-dev libboost-math-dev
HEADERS := csv.h zlib.h zstd.h xlsxwriter.h linear.h boost/math/special_functions/beta.hpp
SAMPLES := SampleData/export-2025-10-gb18030.csv SampleData/export-2026-09-gb18030.csv SampleData/export-2026-10.csv

.PHONY: help deps build run test unit lint format check-reports labelled accuracy accuracy-all \
  allocations baseline recompute damaged csv-suite fuzz fuzz-short peers bench planted \
  install smoke samples model clean

help: ## what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## install the system packages that are missing (Debian, apt-get)
	@missing=0; for header in $(HEADERS); do [ -f /usr/include/$$header ] || missing=1; done; \
	command -v python3 > /dev/null || missing=1; \
	if [ $$missing = 1 ]; then \
	  sudo=$$([ $$(id -u) = 0 ] || echo sudo); \
	  $$sudo apt-get update -q && \
	  $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $(PACKAGES) python3 python3-venv; \
	fi

build: deps ## build the release binary
	swift build $(CONFIGURATION)

run: build ## the main job: SampleData in, Reports out
	@$(REDIAN) run $(SAMPLES) --period 2026-10 --reports Reports
	@echo "Open Reports/2026-10/report.html in a browser, Reports/2026-10/report.xlsx in Excel or WPS."

test: deps lint build unit check-reports labelled accuracy allocations recompute damaged csv-suite fuzz-short peers smoke ## everything CI checks

unit: deps ## the Swift tests
	swift build --build-tests --explicit-target-dependency-import-check error
	swift test --skip-build

lint: ## formatter and all its rules
	swift format lint --strict -r -p Sources Tests Package.swift

format: ## rewrite the sources in the project's format
	swift format -i -r -p Sources Tests Package.swift

check-reports: build ## the committed Reports are what `make run` writes
	@rm -rf .build/check-reports
	@$(REDIAN) run $(SAMPLES) --period 2026-10 --reports .build/check-reports --quiet
	diff -r --brief .build/check-reports Reports
	@echo "Reports are true."

labelled: build ## the labelled tickets are well-formed, without duplicates and leaks
	python3 Tests/labelled_tickets.py $(REDIAN)

accuracy: build ## tagging accuracy against the recorded floors
	python3 Tests/accuracy.py $(REDIAN)

accuracy-all: build ## the same, with every labelled file left out in turn
	python3 Tests/accuracy.py $(REDIAN) --all

allocations: build ## tagging asks for no memory once its buffers have grown, with and without cues
	@$(BENCH) tagging SampleData/held-out/untouched.tsv --seconds 0 > /dev/null
	@$(BENCH) tagging SampleData/held-out/untouched.tsv --seconds 0 --lexicon Tests/cues.yaml > /dev/null
	@echo "Tagging asks for no memory."

baseline: build $(PYTHON) ## accuracy and speed of a plain scikit-learn baseline on the same rows
	.build/venv/bin/pip install -q scikit-learn
	$(PYTHON) Tests/baseline.py accuracy
	$(PYTHON) Tests/baseline.py speed $(BENCH)

recompute: build ## the figures against an independent plain re-computation
	python3 Tests/recompute_run.py $(REDIAN)

damaged: build ## damaged copies of an export, and how each must be read
	python3 Tests/damaged_files.py $(REDIAN)

csv-suite: build ## public CSV suites through `redian rows` (skipped where they are absent)
	python3 Tests/csv_suite.py $(REDIAN)

# The linker warns of every function of the sanitizer.
fuzz-short fuzz: FUZZ = swift build -c release --sanitize=address --scratch-path .build/asan --product redian-fuzz \
	  2>&1 | grep -v 'Cannot export local symbol' && .build/asan/release/redian-fuzz
fuzz-short: deps
	@set -o pipefail; $(FUZZ) 500 1 SampleData/*.csv

fuzz: deps ## read mutated exports under the address sanitizer (ROUNDS=20000 SEED=...)
	@set -o pipefail; head -n 100 SampleData/export-2026-10.csv | gzip > .build/fuzz.csv.gz; \
	$(FUZZ) $(ROUNDS) $${SEED:-$$RANDOM} SampleData/*.csv .build/fuzz.csv.gz

$(PYTHON):
	python3 -m venv .build/venv || { \
	  sudo=$$([ $$(id -u) = 0 ] || echo sudo); \
	  $$sudo apt-get install -y -q python3-venv && python3 -m venv .build/venv; }
	.build/venv/bin/pip install -q openpyxl pandas duckdb

peers: build $(PYTHON) ## openpyxl, pandas and DuckDB read what redian writes
	$(PYTHON) Tests/peers.py Reports/2026-10

smoke: build ## the installed binary works with the build folder out of reach
	Tests/smoke.sh

bench: build ## a million rows against libcsv alone, peak memory, the hotspot stage (ROWS=1000000)
	@mkdir -p .build/bench
	@[ -f .build/bench/$(ROWS).csv ] || $(REDIAN) sample --rows $(ROWS) --seed 1 -o .build/bench/$(ROWS).csv
	$(BENCH) run .build/bench/$(ROWS).csv --redian $(REDIAN)
	$(BENCH) hotspots

planted: build ## how many planted hotspots are found, and how many that are not there (SEEDS=200)
	$(BENCH) planted --seeds $(SEEDS)

install: build ## install the binary (PREFIX=/usr/local)
	install -D -m 755 $(REDIAN) $(DESTDIR)$(PREFIX)/bin/redian

samples: build ## write SampleData's exports anew (then look at the differences)
	Tests/make_samples.sh $(REDIAN)

model: build ## train the built-in model anew on SampleData/labelled
	$(REDIAN) train SampleData/labelled/*.tsv -o Sources/CEmbedded/model.bin

clean: ## remove everything that was built
	rm -rf .build

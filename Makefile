# Kinosovet: `make` alone prints what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help

FILM ?= Один дома
PREFIX ?= /usr/local
SECONDS_EACH ?= 60
PORT ?= 8000
TITLE_QUERIES ?= core/titles/tests/data/title_queries.tsv core/titles/tests/data/queries.tsv
MOVIELENS ?=
PROGRAMS ?= kinosovet ml_service_program db_service_program tg_client_program
SERVICE ?=
SERVICES ?=
N ?=
VERSION ?=
FILE ?=

# Folders, services of Compose and targets have one name.
services := ml_service db_service krakend nginx tg_client
release := build/release
program := $(release)/bin/kinosovet
share := $(release)/share/kinosovet
catalogue := $(share)/catalogue.sqlite
indexed := $(share)/.indexed
catalogue_text := $(wildcard data/catalogue/*.jsonl) data/glossary.tsv data/people.tsv
sources = $(shell git ls-files '*.cpp' '*.hpp')

# A line `##@ ...` begins a group, `name:  ## ...` is a line of it, also as a comment, for what a pattern makes.
.PHONY: help
help:  ## what there is
	@echo 'Kinosovet: name a film, get films like it.   make try FILM="Один дома"'
	@awk '/^##@ / { printf "\n%s\n", substr($$0, 5) } \
	    match($$0, /^(# )?[.a-z0-9_<>-]+( [A-Z]+=[^ ]*)?:.*## /) { \
	        what = substr($$0, RLENGTH + 1); name = $$0; sub(/^# /, "", name); sub(/:.*/, "", name); \
	        printf "  make %-24s %s\n", name, what }' $(MAKEFILE_LIST)

##@ To try it
.PHONY: setup
setup:  ## install what it is built with
	@scripts/setup

.PHONY: build
build: setup  ## build into build/release, programs in build/release/bin
	@cmake --preset release --log-level=WARNING >/dev/null
	@cmake --build --preset release --target $(PROGRAMS)
	@mkdir -p $(share) && ln -sfn $(CURDIR)/.deps/models $(share)/models

$(program): build ;

# A program that was built anew makes the catalogue anew, too: what was encoded before is not encoded again.
$(catalogue): $(catalogue_text) $(program)
	@$(program) import data/catalogue --data $(share)

$(indexed): $(catalogue)
	@$(program) index --data $(share)
	@touch $@

.PHONY: index
index: $(indexed)  ## make and encode the built-in catalogue

.PHONY: try
try: index  ## ask for films like FILM
	@echo
	@$(program) recommend "$(FILM)"

.PHONY: serve
serve: index  ## everything in one process, on port 8000 (PORT=...)
	@$(program) serve --port $(PORT)

##@ To run all of it, in Docker (docs/running.md)
.PHONY: start
start:  ## build and start everything; makes missing secrets, says what else is missing
	@scripts/compose start

# <service>:  ## one of it: ml_service, db_service, krakend, nginx, tg_client
.PHONY: $(services)
$(services):
	@scripts/compose up $@

.PHONY: down_all
down_all:  ## stop everything; the database and other volumes stay
	@scripts/compose down

# down_<service>:  ## stop one
down_services := $(services:%=down_%)
.PHONY: $(down_services)
$(down_services): down_%:
	@scripts/compose down $*

.PHONY: ps
ps:  ## what runs
	@scripts/compose ps

.PHONY: logs
logs:  ## what it says, or one of it (SERVICE=ml_service); Ctrl-C ends
	@scripts/compose logs $(SERVICE)

# scale_<service> N=3:  ## how many of it run; not nginx, and tg_client with a webhook only
scale_services := $(services:%=scale_%)
.PHONY: $(scale_services)
$(scale_services): scale_%:
	@scripts/compose scale $* $(N)

.PHONY: .env
.env:  ## make .env with new secrets, or those that it lacks
	@scripts/make_env

.PHONY: backup
backup:  ## the database into FILE=..., while all goes on
	@scripts/compose backup "$(FILE)"

.PHONY: restore
restore:  ## and back from FILE=..., in place of what is there
	@scripts/compose restore "$(FILE)"

##@ To run all of it, without Docker (docs/running_natively.md)
# Whatever keeps it from starting is told before anything is built.
.PHONY: native_can_start
native_can_start:
	@scripts/setup test
	@scripts/native check

.PHONY: start_native
start_native: native_can_start index  ## build and start everything: PostgreSQL, services, gateway, nginx, bot
	@scripts/native start

.PHONY: stop_native
stop_native:  ## stop everything; the database stays
	@scripts/native stop

.PHONY: status_native
status_native:  ## what runs, and where
	@scripts/native status

.PHONY: logs_native
logs_native:  ## what it says; Ctrl-C ends
	@scripts/native logs

##@ To deliver it (KINOSOVET_VERSION=... is the tag)
.PHONY: images
images: $(services:%=image_%)  ## build all images

# image_<service>:  ## build one
image_services := $(services:%=image_%)
.PHONY: $(image_services)
$(image_services): image_%:
	@scripts/compose image $*

# push_<service>:  ## hand one to the registry before the last slash of KINOSOVET_IMAGES
push_services := $(services:%=push_%)
.PHONY: $(push_services)
$(push_services): push_%:
	@scripts/compose push $*

.PHONY: deploy
deploy:  ## run the images of KINOSOVET_VERSION, of all or of SERVICES="ml_service nginx"
	@scripts/compose deploy $(SERVICES)

.PHONY: rollback
rollback:  ## the same with those of VERSION=...
	@scripts/compose rollback "$(VERSION)" $(SERVICES)

.PHONY: image_smoke
image_smoke:  ## build and run our own images, or SERVICES="...", without Docker (root, half an hour)
	@scripts/image_smoke $(SERVICES)

##@ To test it
.PHONY: test
test:  ## all tests
	@scripts/setup test
	@scripts/run_tests dev

.PHONY: test-asan
test-asan:  ## all tests under the address and undefined-behaviour sanitizers
	@scripts/setup test
	@scripts/run_tests asan

.PHONY: test-tsan
test-tsan:  ## all tests under the thread sanitizer
	@scripts/setup test
	@scripts/run_tests tsan

.PHONY: fuzz
fuzz:  ## every fuzzer for SECONDS_EACH seconds
	@scripts/setup fuzz
	@scripts/run_fuzzers $(SECONDS_EACH)

.PHONY: drill
drill: index  ## kill import and index at fifty random moments
	@python3 tests/e2e/kill_drill.py $(program) data/catalogue/1990s.jsonl .deps/models --film "Home Alone" --kills 50

.PHONY: drill_db
drill_db: build  ## kill PostgreSQL and db_service while 20,000 writes run
	@scripts/setup test
	@python3 tests/e2e/durability_drill.py $(release)/bin/db_service
	@python3 tests/e2e/durability_drill.py $(release)/bin/db_service --engine sqlite --service-kills 5

people_drill := .deps/venv/bin/python -B tests/e2e/people_drill.py \
	$(release)/bin/tg_client $(release)/bin/ml_service $(release)/bin/db_service $(share)

.PHONY: drill_bot
drill_bot: index  ## a thousand people talk to the bot, at Telegram's pace and as fast as can be
	@scripts/setup test
	@$(people_drill)
	@$(people_drill) --engine sqlite --telegram-pace 1000 --pause 4

.PHONY: e2e
e2e: index  ## all of it together: talked to, killed under load, searched for secrets (PYTEST=options)
	@scripts/setup test
	@PYTEST_DISABLE_PLUGIN_AUTOLOAD=1 .deps/venv/bin/python -B -m pytest -q -p no:cacheprovider tests/e2e \
	    --build $(release) --data $(share) $(PYTEST)

##@ To work on it
.PHONY: lint
lint:  ## formatting, names, shell scripts
	@scripts/setup lint
	@scripts/lint

.PHONY: format
format:  ## format all sources
	@scripts/setup lint
	@clang-format-16 -i $(sources)

.PHONY: titles
titles: index  ## how often typed titles lead to the film meant, by kind
	@cmake --build --preset release --target title_accuracy >/dev/null
	@$(release)/bin/title_accuracy $(catalogue) $(TITLE_QUERIES)

.PHONY: quality
quality: index  ## ranking beside what people liked together (MOVIELENS=folder)
	@test -n "$(MOVIELENS)" || { echo 'make quality needs MOVIELENS=folder of ratings.csv.gz'; exit 2; }
	@cmake --build --preset release --target ranking_quality >/dev/null
	@$(release)/bin/ranking_quality $(catalogue) $(MOVIELENS)

.PHONY: benchmark
benchmark: index  ## how long a request takes
	@cmake --build --preset release --target request_benchmark ranking_benchmark >/dev/null
	@scripts/run_benchmarks

.PHONY: examples
examples: index  ## write docs/examples.md anew
	@scripts/write_examples >docs/examples.md

.PHONY: screens
screens: index  ## draw what people see of the bot into build/screens
	@scripts/setup test
	@cmake --build --preset release --target tg_client_program >/dev/null
	@.deps/venv/bin/python -B tests/screens/screens.py build/screens

##@ To install it, and to begin anew
.PHONY: install
install: index  ## install a relocatable tree into PREFIX
	@cmake --install $(release) --prefix $(PREFIX)

.PHONY: clean
clean:  ## remove what was built
	@rm -rf build

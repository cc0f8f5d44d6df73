# Each target is one line that hands over to a script or command, so nothing here needs more than POSIX sh.
# .ci/ holds the scripts: venv (environment), chromium, node, test (everything CI does), run (what CI calls).

PORT ?= 8000
SHARE ?= 100
.DEFAULT_GOAL := help
.PHONY: help run test check fmt bench soak sbom env lock

help: ## what can be made here
	@echo "Usage: make TARGET"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1|\2/p' Makefile | while IFS='|' read -r name words; do \
		printf '%-8s %s\n' "$$name" "$$words"; done

run: ## serve on http://localhost:8000 with demo people and entries (PORT=8010, PATHNOTE_DATA=folder)
	@.ci/venv run && PATHNOTE_ENVIRONMENT="$${PATHNOTE_ENVIRONMENT:-development}" exec .venv/bin/pathnote serve --port "$(PORT)"

test: ## every check and test, on SQLite, PostgreSQL and Chromium, installing what they need
	@.ci/test

check: ## exactly what CI runs
	@.ci/run

fmt: ## put the code in its usual form
	@.ci/venv dev && .venv/bin/ruff check --quiet --fix . ; .venv/bin/ruff format .

bench: ## the figures of docs/, each beside its peer in the same run
	@.ci/venv dev && exec .venv/bin/python -m bench

soak: ## the evidence for sync at a release's numbers, bounded (SHARE=5 for five per cent of them)
	@SHARE="$(SHARE)" .ci/soak

sbom: ## bills of all dependencies, their licences and audits, in dist/sbom
	@exec .ci/sbom

env: ## only the environment with the tools, in .venv
	@.ci/venv dev

lock: ## renew all locks from pyproject.toml (needs a package registry)
	@.ci/venv dev && .ci/lock

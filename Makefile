.PHONY: env
env:
	@.ci/venv dev

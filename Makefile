# make setup   everything that the film needs, into .venv (again: nothing to do)
# make film    all chapters, a card for each part, and the film of them all, with chapter marks and
#              subtitles, into renders/media, at 720p30
# make test    what must pass before a change goes in
# make bench   what the film costs, beside stock manim doing the same (an hour, and nothing else
#              should run meanwhile)
# make lock    constraints.txt anew, from the newest releases that pyproject.toml allows

.PHONY: setup film test bench lock
.DEFAULT_GOAL := film

STAMP := .venv/.installed

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@./setup.sh
	@touch $@

film: setup
	.venv/bin/attention-film render

test: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/pytest -n 2

bench: setup
	.venv/bin/python -m renders.bench

lock:
	@./setup.sh --lock

# make setup   everything that the film needs, into .venv (again: nothing to do)
# make film    all chapters, a card for each part, and the film of them all, with chapter marks and
#              subtitles, into renders/media, at 720p30
# make gallery a site of the film and all its chapters, renders/media/gallery/index.html
# make test    what must pass before a change goes in, on two processes (PROCESSES=4: on four)
# make bench   what the film costs, beside stock manim doing the same (an hour, and nothing else
#              should run meanwhile)
# make lock    constraints.txt anew, from the newest releases that pyproject.toml allows

.PHONY: setup film gallery test bench lock
.DEFAULT_GOAL := film

PROCESSES ?= 2
STAMP := .venv/.installed

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@./setup.sh
	@touch $@

film: setup
	.venv/bin/attention-film render

gallery: setup
	.venv/bin/attention-film gallery

test: setup
	@echo "test, 1 of 3: ruff check, for mistakes that can be read off the code"
	.venv/bin/ruff check .
	@echo "test, 2 of 3: ruff format, for code that is laid out otherwise than the rest"
	.venv/bin/ruff format --check .
	@echo "test, 3 of 3: pytest on $(PROCESSES) processes (minutes); the slowest tests at its end"
	.venv/bin/python -m pytest -n $(PROCESSES) --dist loadscope -p tests.progress \
		-o console_output_style=classic --durations=15 --durations-min=1

bench: setup
	.venv/bin/python -m bench

lock:
	@./setup.sh --lock

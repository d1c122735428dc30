# Words for daily chores; `bash .ci/run` is what must hold before a change is taken in.

# lint, types, floors
check:
    python3 -m ruff check .
    python3 -m ruff format --check .
    python3 -m mypy
    lint-imports

# all tests, or some: just test tests/store -k plans
test *words:
    python3 -m pytest -q -n auto {{words}}

# the papers that are kept whole: show what would change
golden:
    python3 -m pytest -q -n 0 tests/features/papers/test_memo.py tests/features/papers/test_brief.py tests/features/papers/test_chat.py tests/features/papers/test_unit_report.py

# figures of the house, of the start, of growth
bench:
    python3 -m benchmarks.house
    python3 -m benchmarks.start_up
    python3 -m benchmarks.growth --sizes 21,168 --runs 1

# kill, fail and unplug every verb that writes: an hour, or some acts
fire *acts:
    python3 -m tests.fire {{acts}}

# pages that are made from the program, and the site of all pages in site/
docs:
    python3 -m tests.docs
    python3 -m tests.pictures
    python3 -m tests.letterheads templates
    python3 -m cchc.words.build
    python3 -m tests.site site

# what a release installs, to the byte: the newest versions that pyproject.toml allows
lock:
    bash .ci/lock

# wheel, sdist, and a .zip for Windows machines without a network, in dist/
release:
    bash .ci/release

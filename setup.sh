#!/usr/bin/env bash
# Makes .venv with everything that the film needs; on Debian also what must be there to build it.
# --lock writes constraints.txt anew, from a fresh environment of the same Python: use Debian 12's,
# 3.11.2, since some releases want a later 3.11 and would lock that one out.
set -eu
cd "$(dirname "$0")"

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

fits='import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))'
python=
for candidate in python3.11 python3 python3.12 python3.13; do
    if "$candidate" -c "$fits" 2>/dev/null; then python=$candidate; break; fi
done

# What is missing, in Debian's names: pycairo and ManimPango are compiled while they install.
missing=()
command -v cc >/dev/null && command -v c++ >/dev/null || missing+=(build-essential)
command -v pkg-config >/dev/null || missing+=(pkg-config)
pkg-config --exists cairo 2>/dev/null || missing+=(libcairo2-dev)
pkg-config --exists pangocairo 2>/dev/null || missing+=(libpango1.0-dev)
if [ -z "$python" ]; then
    missing+=(python3 python3-venv python3-dev)
else
    short=python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    "$python" -c 'import ensurepip, venv' 2>/dev/null || missing+=("$short-venv")
    header='import os, sysconfig; print(os.path.join(sysconfig.get_path("include"), "Python.h"))'
    [ -e "$("$python" -c "$header")" ] || missing+=("$short-dev")
fi

if [ ${#missing[@]} -gt 0 ]; then
    command -v apt-get >/dev/null ||
        fail "install the equivalents of Debian's ${missing[*]}, then run make setup again"
    as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "as root: apt-get install ${missing[*]}"
        as_root=(sudo)
    fi
    say "installing system packages: ${missing[*]}"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    python=${python:-python3}
    "$python" -c "$fits" ||
        fail "Python 3.11, 3.12 or 3.13 is needed, and this system has none: install python3.11"
fi

if [ "${1:-}" = --lock ]; then
    fresh=$(mktemp -d)
    trap 'rm -rf "$fresh"' EXIT
    say "resolving the newest versions in a fresh environment (minutes)"
    "$python" -m venv "$fresh/venv"
    # These two stay until they are changed by hand: torch is large and its releases differ in the
    # last digits, and manim-slides does not run with manim 0.22.
    grep -E '^(torch|manim)==' constraints.txt >"$fresh/held"
    "$fresh/venv/bin/pip" install -qq --upgrade -c "$fresh/held" -e '.[dev]' setuptools
    {
        echo "# Every version that setup installs, as tested; made by make lock."
        "$fresh/venv/bin/pip" freeze --all --exclude pip --exclude-editable |
            sed 's/^\(torch==[0-9.]*\)+.*/\1/'
    } >"$fresh/constraints"
    cp "$fresh/constraints" constraints.txt
    say "wrote constraints.txt"
    exit
fi

if ! .venv/bin/python -c "$fits" 2>/dev/null; then
    say "making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
fi
say "installing the packages of constraints.txt (minutes, the first time)"
.venv/bin/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]'
say "ready: .venv/bin/attention-film --help"

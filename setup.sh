#!/usr/bin/env bash
# Makes .venv with everything that the film needs; on Debian, and on macOS with Homebrew, also what
# must be there to build it. For bash 3.2, which is macOS's: no empty array is expanded.
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

# What is missing to compile pycairo, and ManimPango where it has no wheel, in the names of
# Debian's packages and of Homebrew's formulas.
debian=() brew=()
need() { debian+=("$1"); brew+=("$2"); }
is_mac() { [ "$(uname -s)" = Darwin ]; }
has() { command -v "$1" >/dev/null; }
if is_mac; then
    xcode-select -p >/dev/null 2>&1 || fail "install Apple's compiler first: xcode-select --install"
else
    has cc && has c++ || need build-essential gcc
fi
has pkg-config || need pkg-config pkgconf
pkg-config --exists cairo 2>/dev/null || need libcairo2-dev cairo
pkg-config --exists pangocairo 2>/dev/null || need libpango1.0-dev pango
if [ -z "$python" ]; then
    need python3 python@3.11
    debian+=(python3-venv python3-dev)
elif ! is_mac; then
    short=python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    "$python" -c 'import ensurepip, venv' 2>/dev/null || need "$short-venv" "$short"
    header='import os, sysconfig; print(os.path.join(sysconfig.get_path("include"), "Python.h"))'
    [ -e "$("$python" -c "$header")" ] || need "$short-dev" "$short"
fi

with_apt() {
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        has sudo || fail "as root: apt-get install ${debian[*]}"
        as_root=sudo
    fi
    say "installing system packages: ${debian[*]}"
    $as_root apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${debian[@]}" >/dev/null
}

with_brew() {
    has brew || fail "Homebrew is missing: install it from https://brew.sh, then run make setup" \
        "again; or install by other means: ${brew[*]}"
    say "installing with Homebrew: ${brew[*]}"
    brew install --quiet "${brew[@]}"
}

if [ ${#debian[@]} -gt 0 ]; then
    if is_mac; then
        with_brew
    elif has apt-get; then
        with_apt
    else
        fail "install the equivalents of Debian's ${debian[*]}, then run make setup again"
    fi
    if [ -z "$python" ]; then
        python=python3
        if is_mac; then python=python3.11; fi
    fi
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
say "installing what constraints.txt locks, $(grep -c == constraints.txt) packages: nothing to do if" \
    "they are there, else minutes and a gigabyte or more (torch alone is hundreds of megabytes)"
set -o pipefail
.venv/bin/python -m pip install --disable-pip-version-check --progress-bar off \
    -c constraints.txt -e '.[dev]' |
    awk '/^ *(Downloading .*[MG]B|Building wheel|Installing collected)/ {
        print "setup:   " substr($0, 1, 90); fflush() }'
say "ready: .venv/bin/attention-film --help"

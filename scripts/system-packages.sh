#!/usr/bin/env bash
# Brings the libraries and programs of the system that Bitim needs: `run` for running it, `test` for testing it.
#
# With root or a sudo that asks no password they are installed with apt. Otherwise one line says what to install; for
# `run` that is all (everything but papers works without them), for `test` it ends the run, since no test is skipped.
set -euo pipefail

has_library() { grep -q "$1" <<<"$(/sbin/ldconfig -p 2>/dev/null || ldconfig -p)"; }
has_program() { local name; for name in "$@"; do command -v "$name" >/dev/null && return; done; return 1; }
has_python() { ls .venv/bin/python >/dev/null 2>&1 || [ -n "$(bash scripts/find-python.sh)" ]; }
has_browser() { has_program chromium chromium-browser google-chrome || compgen -G "${HOME:-.}/.cache/ms-playwright/chromium-*" >/dev/null; }
has_postgresql() {
    [ -n "${MEDIATION_CMS_TEST_DATABASE_URL:-}" ] || has_program initdb ||
        compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || compgen -G 'var/apt/usr/lib/postgresql/*/bin/initdb' >/dev/null
}

missing_for() {
    case $1 in
    run)
        has_python || echo python3-venv
        has_library 'libpango-1\.0\.so' || echo libpango-1.0-0
        has_library 'libpangoft2-1\.0\.so' || printf '%s\n' libpangoft2-1.0-0 libharfbuzz-subset0 # the second: smaller papers
        ;;
    test)
        has_postgresql || echo postgresql
        has_browser || echo chromium
        has_library 'libatomic\.so\.1' || echo libatomic1 # Playwright's driver
        has_program pdftotext || echo poppler-utils
        ;;
    esac
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
    has_program apt-get && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

install_with_apt() {
    as_root apt-get update -qq >/dev/null 2>&1 || true # lists that are already there may be enough
    local package packages=() said
    for package in "$@"; do
        if apt-cache show "$package" >/dev/null 2>&1; then packages+=("$package"); fi
    done
    [ ${#packages[@]} -gt 0 ] || return 0
    said=$(as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${packages[@]}" </dev/null 2>&1) || echo "$said" >&2
}

# Without root a PostgreSQL server is still to be had: its packages are unpacked below var/, nothing of the system changes.
unpack_postgresql() {
    has_program apt-get dpkg-deb || return 0
    local folder=var/apt/.packages
    mkdir -p "$folder"
    (
        cd "$folder"
        apt-get install --simulate --no-install-recommends postgresql 2>/dev/null | awk '/^Inst/ {print $2}' |
            xargs --no-run-if-empty apt-get download -qq
    ) || return 0
    local package
    for package in "$folder"/*.deb; do
        if [ -e "$package" ]; then dpkg-deb --extract "$package" var/apt; fi
    done
    rm -r "$folder"
}

mapfile -t missing < <(missing_for "$1")
[ ${#missing[@]} -gt 0 ] || exit 0

if may_install; then
    echo "Installing ${missing[*]}"
    install_with_apt "${missing[@]}"
elif [[ " ${missing[*]} " = *" postgresql "* ]]; then
    echo "Unpacking PostgreSQL into var/apt"
    unpack_postgresql
fi

# A release whose own Chromium cannot be had with apt: the browser that Playwright brings.
if [ "$1" = test ] && ! has_browser; then .venv/bin/playwright install --with-deps chromium >&2 </dev/null || true; fi

mapfile -t missing < <(missing_for "$1")
[ ${#missing[@]} -gt 0 ] || exit 0
echo "Please install what is missing: sudo apt-get install ${missing[*]}" >&2
[ "$1" = run ]

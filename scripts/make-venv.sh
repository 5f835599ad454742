#!/usr/bin/env bash
# Makes the environment in folder $1 with the first Python on the path that is new enough.
set -eu

for python in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
    [ -n "$python" ] || continue
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
    "$python" -c 'import ensurepip' 2>/dev/null || continue
    echo "Making $1 with $("$python" --version)"
    exec "$python" -m venv --clear "$1"
done
echo "Bitim needs Python 3.11 or newer with its venv module (Debian, Ubuntu: apt-get install python3-venv)." >&2
exit 1

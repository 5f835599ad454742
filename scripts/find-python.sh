#!/usr/bin/env bash
# Prints the first Python on the path that is new enough and can make an environment; nothing when there is none.
for python in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
    [ -n "$python" ] || continue
    "$python" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
    echo "$python"
    exit
done

#!/usr/bin/env bash
# Let the acceptance suite ask an interface to the demonstration campus, wherever it runs.
#   requirements/accept.sh PYTHON URL [pytest's arguments]     such as http://127.0.0.1:8000/api/v1/
set -euo pipefail
python=$1 url=${2:-}
if [ -z "$url" ]; then
  echo "Name the interface, with the slash at its end: make accept URL=http://127.0.0.1:8000/api/v1/" >&2
  exit 2
fi
shift 2
cd "$(dirname "$0")/../reference_app/tests/acceptance/api"
UNIVERSITY_ACCEPTANCE_URL="$url" "$python" -m pytest --quiet --confcutdir=. . "$@"

#!/usr/bin/env bash
# Run the app's image and let the acceptance suite ask it: v1 under Gunicorn, then v2 under Uvicorn.
#   requirements/accept_image.sh PYTHON [--base IMAGE]
# PYTHON has pytest. RUN_FLAGS are handed to the engine's `run`, BUILD_FLAGS to its `build`.
set -euo pipefail
cd "$(dirname "$0")/.."
python=$1
shift

. requirements/container_engine.sh
if [ "$engine" = buildah ]; then
  echo "Buildah does not run images. Install Docker or Podman." >&2
  exit 2
fi
if [ $# -gt 0 ]; then requirements/build_images.sh "$@" university; else requirements/build_images.sh university; fi

container=""
end() { [ -z "$container" ] || "$engine" rm --force "$container" >/dev/null; container=""; }
trap end EXIT

# accept INTERFACE COMMAND…: the demonstration campus, served so by the image on a free port of this machine.
accept() {
  local port address interface=$1
  shift
  port=$("$python" -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')
  address=http://127.0.0.1:$port
  # Only a development app opens the demonstration's accounts, with a password that everybody knows.
  container=$("$engine" run --detach --publish "127.0.0.1:$port:$port" --env "PORT=$port" --env "UVICORN_PORT=$port" \
    --env UNIVERSITY_ENVIRONMENT=development ${RUN_FLAGS:-} backend-course-university \
    sh -c 'python -m university seed && exec "$@"' serve "$@")
  echo "• $interface in the container, at $address"
  for ((second = 0; second < 120; second++)); do
    curl --silent --fail --output /dev/null "$address/ready" && break
    sleep 1
  done
  if ((second == 120)); then
    "$engine" logs "$container" >&2
    exit 1
  fi
  requirements/accept.sh "$python" "$address/api/$interface/"
  end
}

accept v1 gunicorn --threads 4 'university.wsgi:create_app()'
accept v2 uvicorn --factory --log-level warning university.asgi:create_app

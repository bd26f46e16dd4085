#!/usr/bin/env bash
# Build the learner's and the instructor's image with whichever engine is here: docker, podman or buildah.
#   requirements/build_images.sh [--base IMAGE] [target …]
set -euo pipefail
cd "$(dirname "$0")/.."

base=()
if [ "${1:-}" = "--base" ]; then
  base=(--build-arg "BASE=$2")
  shift 2
fi
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(learner instructor)

if docker info >/dev/null 2>&1; then
  build=(docker build)
elif command -v podman >/dev/null; then
  build=(podman build --format docker)
elif command -v buildah >/dev/null; then
  build=(buildah build --format docker)
else
  echo "No container engine was found. Install Docker, Podman or Buildah, or start Docker's service." >&2
  exit 2
fi

for target in "${targets[@]}"; do
  echo "• Building $target with ${build[0]}"
  "${build[@]}" ${BUILD_FLAGS:-} "${base[@]}" --target "$target" --tag "backend-course-$target" .
done

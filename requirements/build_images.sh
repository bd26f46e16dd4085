#!/usr/bin/env bash
# Build the learner's, the instructor's and the app's image with whichever engine is here: docker, podman or buildah.
#   requirements/build_images.sh [--base IMAGE] [target …]
set -euo pipefail
cd "$(dirname "$0")/.."

base=()
if [ "${1:-}" = "--base" ]; then
  base=(--build-arg "BASE=$2")
  shift 2
fi
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(learner instructor university)

. requirements/container_engine.sh
build=("$engine" build)
[ "$engine" = docker ] || build+=(--format docker) # the other two would leave the health check out

for target in "${targets[@]}"; do
  echo "• Building $target with $engine"
  "${build[@]}" ${BUILD_FLAGS:-} "${base[@]}" --target "$target" --tag "backend-course-$target" .
done

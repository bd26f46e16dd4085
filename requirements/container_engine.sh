# Sourced by the scripts beside it: `engine` is docker or podman, or buildah, which builds but does not run.
if docker info >/dev/null 2>&1; then
  engine=docker
elif command -v podman >/dev/null; then
  engine=podman
elif command -v buildah >/dev/null; then
  engine=buildah
else
  echo "No container engine was found. Install Docker, Podman or Buildah, or start Docker's service." >&2
  exit 2
fi

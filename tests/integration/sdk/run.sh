#!/bin/sh
# Runs one script of this folder with the unmodified wandb SDK, in a Python environment of its own below the build folder.
#   run.sh SCRIPT.py     (COHORTD: the server program; COHORT_BINARY_DIR: the build folder)
#   run.sh               makes the environment and says where its Python is
# COHORT_WANDB_RELEASE chooses the SDK's release: the environments of several stand side by side.
# Status 77, with the reason, where Python or the SDK cannot be had: the test counts as skipped.
set -u
here=$(cd "$(dirname "$0")" && pwd)
release=${COHORT_WANDB_RELEASE:-0.31.0}
environment="$COHORT_BINARY_DIR/sdk-environment-$release"

skip() {
    echo "skipped: $1"
    exit 77
}

command -v python3 >/dev/null || skip "there is no python3"

# Tests may start at the same time; the first one makes the environment.
exec 9>"$COHORT_BINARY_DIR/sdk-environment.lock"
flock 9
if ! [ -e "$environment/ready-with-media-$release" ]; then
    python3 -m venv --clear "$environment" >"$environment.log" 2>&1 || skip "python3 cannot make an environment (is python3-venv installed?)"
    "$environment/bin/pip" --disable-pip-version-check -q --retries 1 --timeout 20 install \
        "wandb==$release" wandb-workspaces numpy "pillow<11.3" >>"$environment.log" 2>&1 ||
        skip "wandb $release cannot be installed: $(tail -n 1 "$environment.log")"
    : >"$environment/ready-with-media-$release"
fi
flock -u 9
exec 9>&-

[ $# -gt 0 ] || {
    echo "$environment/bin/python"
    exit 0
}
exec "$environment/bin/python" -u "$here/$1"

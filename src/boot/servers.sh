#!/usr/bin/env bash
# Puts the servers and their clients below target/boot, with the Maven, repository and network of the outer build.
set -eu
maven=$1 repository=$2 offline=$3
options=(-q --batch-mode "-Dmaven.repo.local=$repository")
if [ "$offline" = "offline true" ]; then
  options+=(--offline)
fi
exec "$maven/bin/mvn" "${options[@]}" -f "$(dirname "$0")/pom.xml" process-classes

#!/usr/bin/env bash
# How long from process start to the first page of a second start, and how much memory is resident then?
# Usage: bench/start-up.sh [runs]     needs a Release build: dotnet build -c Release src/Tandem
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-5}
tandem=${TANDEM:-src/Tandem/bin/Release/net10.0/tandem}
[ -x "$tandem" ] || { echo "bench: build first: dotnet build -c Release src/Tandem" >&2; exit 1; }
data=$(mktemp -d); trap 'kill "$pid" 2>/dev/null || true; rm -rf "$data"' EXIT
start() { "$tandem" demo --data "$data" --pages http://localhost:17180 --gateway http://localhost:17181 --operations http://localhost:17182 --mock http://localhost:17183 > "$data.log" 2>&1 & pid=$!; }
page() { curl -fs -o /dev/null http://localhost:17180/sign-in; }

start; until page; do sleep 0.2; done
until grep -q 'Press Ctrl+C' "$data.log"; do sleep 0.2; done
kill -TERM "$pid"; wait "$pid" || true
for i in $(seq "$runs"); do
  from=$(date +%s%N); start
  until page; do sleep 0.01; done
  to=$(date +%s%N)
  until grep -q 'Press Ctrl+C' "$data.log"; do sleep 0.05; done
  sleep 1
  echo "run $i: first page after $(( (to - from) / 1000000 )) ms, resident $(( $(sed -n 's/VmRSS:[^0-9]*\([0-9]*\) kB/\1/p' /proc/$pid/status) / 1024 )) MiB"
  kill -TERM "$pid"; wait "$pid" || true
done

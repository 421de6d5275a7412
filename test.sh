#!/usr/bin/env bash
# Installs what the tests need and runs every test. Needs the .NET 10 SDK and Node.js 20 or newer.
#   ./test.sh                     everything
#   ./test.sh --filter-class N    arguments go on to `dotnet test`
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

need() { # command or file to look for, what it is for, how to get it
  command -v "$1" >/dev/null 2>&1 || { echo "test.sh: \`$1\` is missing ($2); $3" >&2; exit 1; }
}
need dotnet "builds and runs the tests" "install the .NET SDK 10"
need node "builds the pages and runs the JavaScript clients" "install Node.js 20 or newer"
need npm "restores the pages' libraries" "install npm"

library() { ldconfig -p 2>/dev/null | grep -q "$1" || [ -n "$(find /usr/lib /lib /usr/local/lib -name "$1*" -print -quit 2>/dev/null)" ]; }
missing=()
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || missing+=(chromium)
compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || command -v initdb >/dev/null 2>&1 || missing+=(postgresql)
library libsqlite3.so.0 || missing+=(libsqlite3-0)
library libsodium.so.23 || library libsodium.so.26 || missing+=(libsodium23)
command -v openssl >/dev/null 2>&1 || missing+=(openssl)
command -v jq >/dev/null 2>&1 || missing+=(jq)
command -v pdftotext >/dev/null 2>&1 || missing+=(poppler-utils)

if [ ${#missing[@]} -gt 0 ]; then
  echo "test.sh: the tests need ${missing[*]}"
  run=()
  if [ "$(id -u)" -ne 0 ]; then
    if sudo -n true 2>/dev/null; then run=(sudo -n); else
      echo "test.sh: not permitted to install them; run: sudo apt-get install ${missing[*]}" >&2; exit 1
    fi
  fi
  command -v apt-get >/dev/null 2>&1 || { echo "test.sh: no apt-get here; install ${missing[*]} by this system's own means" >&2; exit 1; }
  "${run[@]}" apt-get update -qq
  # A server that starts by itself is not wanted: the tests start their own.
  "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

(cd test/Tandem.EndToEnd.Tests/clients && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
dotnet restore Tandem.slnx
dotnet build Tandem.slnx --no-restore
if [ "${CI:-}" = "true" ]; then
  dotnet format Tandem.slnx --no-restore --verify-no-changes
fi
# One project after the other: several of them start browsers, databases and power cuts, and want the machine to themselves.
exec dotnet test --solution Tandem.slnx --no-build --max-parallel-test-modules 1 "$@"

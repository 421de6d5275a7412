#!/usr/bin/env bash
# The speed of the ledger and, in the same run, of what it is made of: the disk's flush, libsodium's signatures, SHA-256.
# What only computes is measured in processor time on both sides, so that other work on the machine hardly counts; commits are measured by the clock.
# Usage: bench/ledger.sh [folder]     the folder decides which disk is measured; needs a Release build, python3, openssl, libsodium
#   RECORDS=100000 SINGLE=2000 TANDEM=<published>/tandem bench/ledger.sh /var/tmp
set -euo pipefail
cd "$(dirname "$0")/.."
tandem=${TANDEM:-$PWD/src/Tandem/bin/Release/net10.0/tandem}
records=${RECORDS:-100000}
single=${SINGLE:-2000}
[ -x "$tandem" ] || { echo "bench: build first: dotnet build -c Release src/Tandem" >&2; exit 1; }
work=$(mktemp -d "${1:-.}/tandem-bench-XXXXXX"); trap 'rm -rf "$work"' EXIT

# Prints `name value` lines. One process for each processor where the ledger uses all of them.
denominators() {
  python3 - "$work" <<'PY'
import ctypes, ctypes.util, multiprocessing as mp, os, sys, time
sodium = ctypes.CDLL(ctypes.util.find_library("sodium") or "libsodium.so.23")
sodium.sodium_init()
message = b"x" * 1024
def keys():
    pk, sk = ctypes.create_string_buffer(32), ctypes.create_string_buffer(64)
    sodium.crypto_sign_keypair(pk, sk)
    return pk, sk
def rate(call, clock, seconds=2.0):
    start = clock(); n = 0
    while clock() - start < seconds:
        for _ in range(100): call()
        n += 100
    return n / (clock() - start)
def sign(clock=time.perf_counter):
    pk, sk = keys(); sig = ctypes.create_string_buffer(64)
    return rate(lambda: sodium.crypto_sign_detached(sig, None, message, ctypes.c_ulonglong(1024), sk), clock)
def verify(clock):
    pk, sk = keys(); sig = ctypes.create_string_buffer(64)
    sodium.crypto_sign_detached(sig, None, message, ctypes.c_ulonglong(1024), sk)
    return rate(lambda: sodium.crypto_sign_verify_detached(sig, message, ctypes.c_ulonglong(1024), pk), clock)
cores = os.cpu_count()
with mp.Pool(cores) as pool:
    print("sign_all", sum(pool.map(sign, [time.perf_counter] * cores)))
print("sign_one", sign(time.process_time))
print("verify_one", verify(time.process_time))
fd = os.open(sys.argv[1] + "/raw", os.O_RDWR | os.O_CREAT)
os.posix_fallocate(fd, 0, 1 << 24); os.fsync(fd)
times = []
for i in range(1000):
    start = time.perf_counter(); os.pwrite(fd, message, 4096 + i * 1024); os.fdatasync(fd); times.append(time.perf_counter() - start)
times.sort(); print("flush_p50", times[500] * 1e3); print("flush_p99", times[990] * 1e3)
PY
  # One processor, 1 KiB at a time; the number is thousands of bytes a second.
  openssl speed -seconds 2 -bytes 1024 sha256 2>/dev/null | awk '/^sha256/ { sub("k", "", $2); print "sha256_one", $2 / 1000 }'
}

value() { awk -v name="$1" '$1 == name { print $2 }' "$work/raw.txt"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
processor() { # processor seconds of a command, its children included
  python3 -c 'import os, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); t = os.times(); print(t.children_user + t.children_system)' "$@"
}
verify() { # options of verify; the program's own start is taken off
  local start run; start=$(processor "$tandem" --version); run=$(processor "$tandem" verify "$work/all" --key "$work/all/log.vkey" "$@")
  awk -v t="$run" -v s="$start" 'BEGIN { printf "%.3f", t - s }'
}

echo "load before: $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) processors"
denominators > "$work/raw.txt"
printf 'flush of 1 KiB: p50 %.2f ms, p99 %.2f ms; libsodium: %.0f signatures/s on all processors, %.0f verifications per processor second; SHA-256 of 1 KiB: %.0f MB\n' \
  "$(value flush_p50)" "$(value flush_p99)" "$(value sign_all)" "$(value verify_one)" "$(value sha256_one)"

"$tandem" hammer --log "$work/all" --records "$records" --callers 64 > "$work/all.txt"; cat "$work/all.txt"
"$tandem" hammer --log "$work/one" --records "$single" --callers 1 > "$work/one.txt"; cat "$work/one.txt"
rate=$(awk '/records\/s/ { print $1 }' "$work/all.txt")
p50=$(sed -n 's/.*p50 \([0-9.]*\) ms.*/\1/p' "$work/one.txt")
echo "durable signed records/s, 64 callers / signatures/s, all processors: $rate / $(value sign_all) = $(ratio "$rate" "$(value sign_all)") (goal >= 0.55)"
cost=$(awk -v f="$(value flush_p50)" -v s="$(value sign_one)" 'BEGIN { printf "%.3f", f + 1000 / s }')
echo "commit p50, one caller / (flush p50 + one signature): $p50 ms / $cost ms = $(ratio "$p50" "$cost") (goal <= 1.3)"

count=$(awk -F'[ ,]' '/^acknowledged/ { print $2 }' "$work/all.txt")
bytes=$(find "$work/all/tile/entries" -type f -printf '%s\n' | awk '{ sum += $1 } END { print sum }')
structure=$(verify --structure); full=$(verify)
mb=$(awk -v b="$bytes" -v t="$structure" 'BEGIN { printf "%.0f", b / 1e6 / t }')
echo "verify --structure: $structure processor seconds, $mb MB each / SHA-256 $(value sha256_one) MB = $(ratio "$mb" "$(value sha256_one)") (goal >= 0.7)"
rate=$(awk -v n="$count" -v t="$full" 'BEGIN { printf "%.0f", n / t }')
echo "verify, every signature: $full processor seconds, $rate records each / verifications $(value verify_one) = $(ratio "$rate" "$(value verify_one)") (goal >= 0.9)"

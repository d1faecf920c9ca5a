#!/usr/bin/env bash
# Fuzzes for a while: builds a target with clang's libFuzzer and the address and undefined-behaviour
# sanitizers, and runs it on a copy of its corpus.
#
#     bash tests/fuzz/run.sh                       every target, a million runs each
#     bash tests/fuzz/run.sh arc program           these
#     bash tests/fuzz/run.sh program 10000000      this one, so many runs
#     MERGE=1 bash tests/fuzz/run.sh arc           and makes a small corpus of what reaches all that was
#                                                  reached
#
# Targets are tests/fuzz/fuzz_*.c; corpora, which make check replays, tests/fuzz/NAME/; words that
# inputs are made of, where that helps, tests/fuzz/NAME.dict. An input that breaks something is left in
# the folder that is named first. Needs clang with compiler-rt (Debian: clang, libclang-rt-14-dev). It
# is not part of make check.
set -e
source=$(cd "$(dirname "$0")/../.." && pwd)
runs=1000000
targets=()
for word in "$@"; do
    case $word in
    [0-9]*) runs=$word ;;
    *) targets+=("$word") ;;
    esac
done
if [ ${#targets[@]} -eq 0 ]; then
    for file in "$source"/tests/fuzz/fuzz_*.c; do
        name=${file##*/fuzz_}
        targets+=("${name%.c}")
    done
fi

# Long inputs only make it slow; the corpora show what each needs.
longest() {
    case $1 in
    arc) echo 400 ;;
    program) echo 64 ;;
    edits | film) echo 128 ;;
    *) echo 1000 ;;
    esac
}

folder=$(mktemp -d "${TMPDIR:-/tmp}/smallworld-fuzz-XXXXXX")
libraries=(-ljansson -lxxhash -lm)
if ! packed=$(pkg-config --libs msgpack 2>/dev/null); then
    packed=$(pkg-config --libs msgpack-c)
fi
flags=(-std=c11 -D_GNU_SOURCE -g -O2 '-fsanitize=address,undefined' -fno-sanitize-recover=all
    -ffp-contract=off -I"$source/src")
# Counters of what is reached, and not the operands of every comparison: the sanitizers compare so much
# that these would take half of the time. Memory comes back into use soon, for the same reason.
parts=('-fsanitize-coverage=inline-8bit-counters,pc-table')
export ASAN_OPTIONS=${ASAN_OPTIONS:-quarantine_size_mb=2:thread_local_quarantine_size_kb=64:malloc_context_size=3}
# The parts that a target can reach, as an archive, so that it takes what it needs: without MPI, LMDB
# and BLAS.
mkdir "$folder/objects"
(cd "$folder/objects" && clang "${flags[@]}" "${parts[@]}" -c "$source"/src/base/*.c \
    "$source"/src/world/*.c "$source/src/record/record.c" && ar rcs ../parts.a ./*.o)
for name in "${targets[@]}"; do
    mkdir -p "$folder/$name"
    [ ! -d "$source/tests/fuzz/$name" ] || cp "$source/tests/fuzz/$name"/* "$folder/$name"
    # shellcheck disable=SC2086 # $packed is words
    clang "${flags[@]}" -fsanitize=fuzzer -o "$folder/fuzz_$name" \
        "$source/tests/fuzz/fuzz_$name.c" "$folder/parts.a" "${libraries[@]}" $packed
    echo "fuzz_$name: $runs runs in $folder"
    words=()
    [ ! -f "$source/tests/fuzz/$name.dict" ] || words=("-dict=$source/tests/fuzz/$name.dict")
    (cd "$folder" && nice -n 15 "./fuzz_$name" -runs="$runs" -max_len="$(longest "$name")" \
        -timeout=10 -print_final_stats=1 "${words[@]}" "$folder/$name" 2>&1 | tail -n 12)
    if [ -n "${MERGE:-}" ]; then
        mkdir -p "$folder/kept" "$source/tests/fuzz/$name"
        rm -f "$folder/kept"/*
        (cd "$folder" && "./fuzz_$name" -use_counters=0 -set_cover_merge=1 kept \
            "$source/tests/fuzz/$name" "$name" 2>/dev/null)
        rm -f "$source/tests/fuzz/$name"/*
        cp "$folder/kept"/* "$source/tests/fuzz/$name"
    fi
done

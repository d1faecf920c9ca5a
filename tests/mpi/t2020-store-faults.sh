#!/usr/bin/env bash
# The store's own calls, one after another: killed at each of them, failed at each of them, once and for
# good, and on disks of a few kB. What was committed stays, and the launchers' next command goes on from
# there to the digest of a run that met no fault. With SW_EVERY_CALL=1 at every call, else at some.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

faults=$SW_BUILD/tests/store_faults.so
[ -e "$faults" ] || make -s -C "$SW_BUILD" tests/store_faults.so >/dev/null 2>&1
[ -e "$faults" ] || skip_all "there is no tests/store_faults.so; make check builds it"
stride=11
[ -z "${SW_EVERY_CALL:-}" ] || stride=1
# A preloaded library comes before the one of a sanitizer, which does not like it.
export ASAN_OPTIONS=${ASAN_OPTIONS:-}:verify_asan_link_order=0
# A run of one process needs no daemon beside it.
export OMPI_MCA_ess_singleton_isolated=1

cat >"$work/run.conf" <<'END'
[run]
generations = 6
members = 4
keyframe_every = 2
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
[life]
worlds = 1
[worlds]
laws = mirror
[phase2]
from = 3
[output]
progress_every = 3600
END
run=$work/run

# fault NAME=VALUE...: the run, begun with that fault ($begin: more words). Its exit code in $got.
fault() {
    rm -rf "$run"
    : >"$work/log"
    got=0
    # The shell would tell of the kill.
    {
        env LD_PRELOAD="$faults" SW_FAULTS_BELOW="$run" SW_FAULTS_LOG="$work/log" "$@" \
            "$SMALLWORLD" run "$work/run.conf" -o "$run" "${begin[@]}" >"$work/out" 2>"$work/err" \
            </dev/null || got=$?
    } 2>/dev/null
}

# note WHAT: keeps what went wrong for the one line of TAP that many cases share.
note() {
    wrong="$wrong$1;
"
}

# goes_on WHERE: what a launcher would do next ends well and with the right digest.
goes_on() {
    local code=0

    "$SMALLWORLD" run "$work/run.conf" -o "$run" --resume "${begin[@]}" >"$work/out" 2>"$work/next" \
        </dev/null || code=$?
    if [ "$code" -ne 0 ]; then
        note "$1: the next command ends with $code: $(tail -n 1 "$work/next")"
    elif [ "$(digest "$run")" != "$whole" ]; then
        note "$1: another digest"
    fi
}

# kept WHERE: every commit whose description was written before the fault is there: one makes the store,
# one begins the run, then one for each generation.
kept() {
    local commits generations

    commits=$(awk '$NF != "done" { exit } $1 == "pwrite" && ($2 == 32 || $2 == 4128) { n++ }
        END { print n - 2 }' "$work/log")
    [ "$commits" -gt 0 ] || return 0
    generations=$("$SMALLWORLD" inspect "$run" --json 2>/dev/null |
        sed -n 's/.*"generations": \([0-9]*\),.*/\1/p')
    [ "${generations:-0}" -ge "$commits" ] ||
        note "$1: ${generations:-no} generations of $commits are left"
}

# told WHERE: the run failed with a sentence of its own that does not call anything damaged.
told() {
    if [ "$got" -ne 1 ]; then
        note "$1: exit code $got: $(tail -n 1 "$work/err")"
    elif ! grep -q "^smallworld: .*\(; \|cannot make the folder\)" "$work/err" || grep -q "damaged\|copy of the run" "$work/err"; then
        note "$1: says $(tail -n 1 "$work/err")"
    fi
}

begin=()
ok "a run without a fault" "$SMALLWORLD" run "$work/run.conf" -o "$work/whole"
whole=$(digest "$work/whole")

# ---- kill -9 ----
for kind in "sync = no" "sync = yes" "sync = no, half written"; do
    begin=(--set "run.sync=no")
    half=0
    case $kind in
    *yes*) begin=(--set "run.sync=yes") ;;
    *half*) half=1 ;;
    esac
    wrong=
    cases=0
    for ((n = 1; ; n += stride)); do
        fault "SW_FAULTS_KILL=$n" "SW_FAULTS_HALF=$half"
        [ "$got" -ne 0 ] || break
        [ "$got" -eq 137 ] || note "call $n: exit code $got"
        cases=$((cases + 1))
        kept "call $n"
        goes_on "call $n"
    done
    equal "killed at $cases of $((n - 1)) calls ($kind) it goes on to the same digest" "" "$wrong"
    [ "$((cases * stride))" -ge 40 ] || fail "the run makes more than 40 calls" "only $cases cases"
done

# ---- calls that fail ----
begin=(--set run.sync=yes)
first=1
for kind in "28 once" "28 for good" "5 once" "5 for good" "5 half once" "28 half for good"; do
    number=${kind%% *}
    words=("SW_FAULTS_ERRNO=$number")
    case $kind in *good) words+=(SW_FAULTS_FOR_GOOD=1) ;; esac
    case $kind in *half*) words+=(SW_FAULTS_HALF=1) ;; esac
    wrong=
    cases=0
    for ((n = first; ; n += stride)); do
        fault "SW_FAULTS_FAIL=$n" "${words[@]}"
        grep -q "failed$\|half$" "$work/log" || break
        cases=$((cases + 1))
        told "call $n"
        kept "call $n"
        goes_on "call $n"
    done
    equal "$cases of $((n - 1)) calls that fail ($kind): a sentence, and it goes on to the same digest" \
        "" "$wrong"
    first=$((first % stride + 1))
done

# ---- small disks ----
begin=()
mkdir "$work/disk"
cat >"$work/on-disk" <<'END'
mount -t tmpfs -o "size=${1}k" none "$2/disk" || exit 77
"$SMALLWORLD" run "$2/run.conf" -o "$2/disk/run" >"$2/out" 2>"$2/err" </dev/null
code=$?
[ "$code" -eq 1 ] || echo "exit code $code"
grep -q "^smallworld: .*make room\|^smallworld: .*free some space" "$2/err" || tail -n 1 "$2/err"
! grep -q "damaged" "$2/err" || tail -n 1 "$2/err"
mount -o remount,size=8m "$2/disk" || exit 77
"$SMALLWORLD" run "$2/run.conf" -o "$2/disk/run" --resume >"$2/out" 2>"$2/err" </dev/null ||
    tail -n 1 "$2/err"
"$SMALLWORLD" check "$2/disk/run" --quick --json | grep -q "\"digest\": \"$3\"" || echo "another digest"
END
wrong=
sizes="4 8 12 16 20 24 28 32 36 40 48 56 64 80"
mounts=yes
for size in $sizes; do
    code=0
    said=$(unshare -rm bash "$work/on-disk" "$size" "$work" "$whole" 2>/dev/null) || code=$?
    [ "$code" -ne 77 ] && [ "$code" -ne 1 ] || mounts=no
    [ -z "$said" ] || note "$size kB: $said"
done
what="disks of $sizes kB: a sentence, and with room it goes on to the same digest"
if [ "$mounts" = no ] && [ -z "$wrong" ]; then
    skip "$what" "nothing can be mounted here"
else
    equal "$what" "" "$wrong"
fi

finish

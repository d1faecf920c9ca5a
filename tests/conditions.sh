#!/usr/bin/env bash
# conditions.sh - runs the tests under many conditions, one after another, each of which has made tests fail
# somewhere, and prints one closing line for each. Not part of make check: it takes as many times as long.
#
#     bash tests/conditions.sh                     all conditions, all tests
#     bash tests/conditions.sh cores load          these
#     bash tests/conditions.sh nobody+cores+blank  these at the same time: one run, one line
#     TESTS='tests/mpi/t2003-stop.sh tests/unit/store/unit_store' bash tests/conditions.sh     these tests
#     bash tests/conditions.sh -l                  lists the conditions
#
# SW_BUILD is the folder of the build (default: build beside tests). What each test said is left in
# SW_BUILD/conditions/NAME.log, and all that those said which failed in NAME.log.failures. Exit code 0:
# nothing failed under any of them.
set -u

SW_SOURCE=$(cd "$(dirname "$0")/.." && pwd)
build=${SW_BUILD:-$SW_SOURCE/build}
logs=$build/conditions
tests=${TESTS:-}

# name, then what it is
conditions() {
    cat <<'END'
plain        as it is
cores        one core
load         six processes that do nothing but compute
nice         the least priority
nobody       as a user without rights, in a copy of the tree (root only)
german       LANG=de_DE.UTF-8
home         HOME is not set
blank        TMPDIR has a blank in its name
terminal     no terminal, in a session of its own
nohup        HUP, INT and QUIT are ignored, as behind nohup and &
haswell      OpenBLAS's kernels for AVX2
skylake      OpenBLAS's kernels for AVX-512 (where the processor has it)
prescott     OpenBLAS's oldest kernels
second       a second run of the same tests at the same time
END
}

if [ "${1:-}" = -l ] || [ "${1:-}" = -h ]; then
    conditions
    exit 0
fi
if [ $# -eq 0 ]; then
    mapfile -t wanted < <(conditions | awk '{ print $1 }')
else
    wanted=("$@")
fi
for name in "${wanted[@]}"; do
    for each in ${name//+/ }; do
        if ! conditions | grep -q "^$each "; then
            echo "conditions.sh: there is no condition \"$each\"; -l lists them" >&2
            exit 2
        fi
    done
done

work=$(mktemp -d "${TMPDIR:-/tmp}/smallworld-conditions-XXXXXX") || exit 1
busy=()
stop_load() {
    [ ${#busy[@]} -eq 0 ] || kill "${busy[@]}" 2>/dev/null
    busy=()
}
trap 'stop_load; rm -rf "$work"' EXIT
mkdir -p "$logs" || exit 1

# check BUILD LOG WORDS...: the tests of that build, behind these words; its closing line is printed as
# quickstart does.
check() {
    local where=$1 log=$2

    shift 2
    "$@" make -C "$where" check ${tests:+TESTS="$tests"} >"$log" 2>&1 </dev/null
    cp "$where/test-suite.log" "$log.failures" 2>/dev/null # all that tests said which failed
    awk '/^# (PASS|XFAIL): / { passed += $3 }
        /^# (FAIL|XPASS|ERROR): / { failed += $3 }
        /^# SKIP: / { skipped += $3 }
        END {
            if (passed + failed == 0)
                failed = 1
            printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
        }' "$log"
}

# copy_tree: a copy of tree and build of which the user nobody is the owner. Its path is printed.
copy_tree() {
    local copy=$work/tree

    chmod 755 "$work" && mkdir "$copy" || return 1
    (cd "$SW_SOURCE" && tar -cf - --exclude=./build --exclude=./.git --exclude=./runs .) |
        tar -xf - -C "$copy" || return 1
    mkdir "$copy/build" && chown -R nobody "$copy" || return 1
    printf '%s\n' "$copy"
}

# under NAMES: the tests under conditions joined by "+", which act together. One line, or two parts of one.
under() {
    local log=$logs/$1.log name where=$build as=() user=() second=''

    for name in ${1//+/ }; do
        case $name in
        plain) ;;
        cores) as+=(taskset -c 0) ;;
        load)
            for _ in 1 2 3 4 5 6; do
                timeout 7200 sh -c 'while :; do :; done' &
                busy+=($!)
            done
            ;;
        nice) as+=(nice -n 19) ;;
        nobody)
            if [ "$(id -u)" -ne 0 ]; then
                echo "left out: only root can become nobody"
                return
            fi
            where=$(copy_tree)/build || return
            mkdir "$work/nobody" && chown nobody "$work/nobody" || return
            user=(setpriv --reuid=65534 --regid=65534 --clear-groups
                env -u HOME USER=nobody TMPDIR="$work/nobody")
            ;;
        german) as+=(env -u LC_ALL LANG=de_DE.UTF-8 LANGUAGE=de) ;;
        home) as+=(env -u HOME) ;;
        blank)
            mkdir "$work/a blank" && chmod 1777 "$work/a blank" || return
            as+=(env TMPDIR="$work/a blank")
            ;;
        terminal) as+=(setsid -w env -u TERM) ;;
        nohup) as+=(env "--ignore-signal=HUP,INT,QUIT") ;;
        haswell) as+=(env OPENBLAS_CORETYPE=Haswell) ;;
        skylake)
            if ! grep -q avx512 /proc/cpuinfo 2>/dev/null; then
                echo "left out: this processor has no AVX-512"
                return
            fi
            as+=(env OPENBLAS_CORETYPE=SkylakeX)
            ;;
        prescott) as+=(env OPENBLAS_CORETYPE=Prescott) ;;
        second) second=$work/second ;;
        esac
    done
    as=(env "${user[@]}" "${as[@]}")
    if [ ${#user[@]} -gt 0 ]; then
        configure "$where" "$log" "${user[@]}" || return
    fi
    if [ -n "$second" ]; then
        mkdir "$second" && chown --reference="$where" "$second" || return
        configure "$second" "$log.second" env "${user[@]}" || return
        check "$second" "$log.second" "${as[@]}" >"$second.line" &
        printf '%s; ' "$(check "$where" "$log" "${as[@]}")"
        wait $!
        cat "$second.line"
    else
        check "$where" "$log" "${as[@]}"
    fi
    stop_load
    rm -rf "$work/tree" "$work/second" "$work/nobody" "$work/a blank"
}

# configure FOLDER LOG WORDS...: a build in that folder, made behind these words.
configure() {
    local where=$1 log=$2 source=$SW_SOURCE

    shift 2
    [ "$where" = "$work/tree/build" ] && source=$work/tree
    if ! (cd "$where" && "$@" "$source/configure" "CC=${CC:-gcc}") >"$log" 2>&1 </dev/null; then
        echo "0 passed, 1 failed, 0 skipped (configure)"
        return 1
    fi
}

failed=0
for name in "${wanted[@]}"; do
    under "$name" >"$work/line"
    line=$(cat "$work/line")
    printf '%-10s %s\n' "$name" "$line"
    # "0 failed" in each part, or the condition was left out.
    grep -qE '[1-9][0-9]* failed' <<<"$line" && failed=1
done
exit $failed

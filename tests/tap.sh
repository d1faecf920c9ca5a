# shellcheck shell=bash
# tap.sh - what command-line tests are written with. A test is tests/tNNNN-topic.sh:
#
#     . "$(dirname "$0")/tap.sh"
#     exits 2 "an unknown command is refused" "$SMALLWORLD" fly
#     says err "no command \"fly\""
#     finish
#
# Each check is one TAP line. $work is an empty folder that is removed at the end. A test also runs by
# hand: bash tests/tNNNN-topic.sh (with the program of build/).

SW_SOURCE=${SW_SOURCE:-$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)}
SW_BUILD=${SW_BUILD:-$SW_SOURCE/build}
SMALLWORLD=${SMALLWORLD:-$SW_BUILD/smallworld}
MPIRUN=${MPIRUN:-mpirun}
export SW_SOURCE SW_BUILD SMALLWORLD MPIRUN
# shellcheck source=tests/environment.sh
. "$SW_SOURCE/tests/environment.sh"

work=$(mktemp -d "${TMPDIR:-/tmp}/smallworld-test-XXXXXX") || exit 1
trap leave EXIT
tap_count=0
tap_failed=0

# However a test ends: no run of it goes on, and nothing stays on the disk.
leave() {
    local job

    # A child that a signal ends before it has become its program is not the test.
    [ "$BASHPID" = $$ ] || return
    for job in $(jobs -p); do
        kill -TERM "$job" 2>/dev/null
    done
    wait
    rm -rf "$work"
}

# pass WHAT, fail WHAT [WHY]...: one line of TAP.
pass() {
    tap_count=$((tap_count + 1))
    printf 'ok %d - %s\n' "$tap_count" "$1"
}

fail() {
    tap_count=$((tap_count + 1))
    tap_failed=$((tap_failed + 1))
    printf 'not ok %d - %s\n' "$tap_count" "$1"
    shift
    [ $# -eq 0 ] || printf '%s\n' "$@" | sed 's/^/# /'
}

# skip WHAT WHY
skip() {
    tap_count=$((tap_count + 1))
    printf 'ok %d - %s # SKIP %s\n' "$tap_count" "$1" "$2"
}

# skip_all WHY: the whole test cannot be done here.
skip_all() {
    printf '1..0 # SKIP %s\n' "$1"
    exit 0
}

# exits CODE WHAT COMMAND...: passes if the command ends with this code. Its words are left in $work/out
# and $work/err.
exits() {
    local code=$1 what=$2 got=0

    shift 2
    "$@" >"$work/out" 2>"$work/err" </dev/null || got=$?
    if [ "$got" -eq "$code" ]; then
        pass "$what"
    else
        fail "$what" "exit code $got instead of $code of: $*" "$(tail -n 15 "$work/out")" \
            "$(tail -n 15 "$work/err")"
    fi
}

# ok WHAT COMMAND...: the same for code 0.
ok() {
    exits 0 "$@"
}

# file_holds FILE TEXT: whether the file holds the text, which is one line. Without another process: most checks come
# through here. What no shell variable can hold (a byte 0) is left to grep.
file_holds() {
    local content LC_ALL=C

    case $2 in *$'\n'*) grep -qF -- "$2" "$1" && return || return 1 ;; esac
    if IFS= read -rd '' content <"$1"; then
        grep -qF -- "$2" "$1"
    else
        [[ $content == *"$2"* ]]
    fi
}

# says out|err TEXT: passes if the last command's stdout or stderr holds the text.
says() {
    if file_holds "$work/$1" "$2"; then
        pass "std$1 says: $2"
    else
        fail "std$1 says: $2" "it said:" "$(tail -n 15 "$work/$1")"
    fi
}

# silent out|err: passes if the last command wrote nothing there.
silent() {
    if [ -s "$work/$1" ]; then
        fail "nothing on std$1" "it said:" "$(tail -n 15 "$work/$1")"
    else
        pass "nothing on std$1"
    fi
}

# same WHAT EXPECTED ACTUAL: passes if two files are equal.
same() {
    local difference

    if cmp -s "$2" "$3" || difference=$(diff -u "$2" "$3" 2>&1); then
        pass "$1"
    else
        fail "$1" "$difference"
    fi
}

# equal WHAT EXPECTED ACTUAL: passes if two texts are equal.
equal() {
    if [ "$2" = "$3" ]; then
        pass "$1"
    else
        fail "$1" "expected: $2" "actual:   $3"
    fi
}

# wild_digest RUN: prints the digest of a run of the wild.
wild_digest() {
    "$SMALLWORLD" wild "$1" --shadows=0 | sed -n 's/.*digest \([0-9a-f]*\)$/\1/p'
}

# wild_on RANKS ARGUMENT...: a run of the wild on so many ranks.
wild_on() {
    local ranks=$1

    shift
    "$MPIRUN" -q -n "$ranks" "$SMALLWORLD" wild "$@"
}

# small_world, small_agent: keys of [worlds] and of [agent] that live in no time, for the config of a test.
small_world() {
    printf '%s\n' "side_min = 5" "side_max = 5" "colours = 3" "organisms_min = 3" "organisms_max = 3" \
        "demonstrations_min = 1" "demonstrations_max = 1"
}

small_agent() {
    printf '%s\n' "features = 16" "hidden = 16" "memory = 16" "experts = 2"
}

# small_wild: keys of [wild] for a torus of 18x16 cells on which a few dozen bodies live.
small_wild() {
    printf '%s\n' "width = 18" "height = 16" "plants = 80" "growth = 2" "bodies = 20" "least = 8" "divide = 250" \
        "harm = 20" "features = 16"
}

# small_foresight WORLDS LIFE: a config of agents that learn to solve puzzles and to forecast, with a key more of [worlds]
# and of [life].
small_foresight() {
    printf '%s\n' "[run]" "generations = 60" "members = 32" \
        "[worlds]" "laws = gravity,fill,recolour.largest,outline" "side_min = 5" "side_max = 6" "$1" \
        "[agent]" "hidden = 32" "forecast = organism" "[life]" "worlds = 4" "$2" \
        "[learning]" "rule = mirror" "puzzles = 96" "times = 1" "forecasts = 96" \
        "[phase1]" "game = solo" "fitness = likelihood" "evolve = solo" "[phase2]" "from = -1" \
        "[output]" "progress_every = 3600"
}

# nap SECONDS: sleep without another process, by a read of a pipe that never holds anything.
nap() {
    [ -n "${nap_pipe:-}" ] || exec {nap_pipe}<> <(:)
    read -rt "$1" -u "$nap_pipe" || :
}

# await PID COMMAND...: waits until the command says yes. Fails if the process PID ends without that, or if
# ten minutes have passed: that is no measure of anything, only an end for what hangs.
await() {
    local pid=$1 limit=$((SECONDS + 600))

    shift
    until "$@"; do
        if ! kill -0 "$pid" 2>/dev/null; then
            "$@" # it may have come just before the end
            return
        fi
        [ "$SECONDS" -lt "$limit" ] || return 1
        nap 0.05
    done
}

# reports_of: how often the run with its stderr in $work/err has reported progress.
reports_of() {
    grep -cE '^[0-9]+/[0-9]+  ' "$work/err"
}

has_reported() {
    [ "$(reports_of)" -ge "$1" ]
}

# await_progress PID LINES: waits until the run that was started as PID, with its stderr in $work/err, has
# reported progress LINES times.
await_progress() {
    await "$1" has_reported "$2"
}

# await_text PID TEXT: waits until the command that was started as PID has said the text in $work/err.
await_text() {
    await "$1" file_holds "$work/err" "$2"
}

# children_of PID: its child processes, the oldest first.
children_of() {
    cat /proc/[0-9]*/stat 2>/dev/null |
        awk -v parent="$1" '{ pid = $1; sub(/.*\) /, ""); if ($2 == parent) print pid }' | sort -n
}

# noise BYTES SEED: so many bytes of every kind, the same on every machine.
noise() {
    printf '%b' "$(awk -v bytes="$1" -v state="$2" 'BEGIN {
        for (i = 0; i < bytes; i++) {
            state = (state * 1664525 + 1013904223) % 4294967296
            printf "\\0%03o", int(state / 16777216)
        }
    }' </dev/null)"
}

# finish: the plan, and the processor's time for make check-times; the last line of every test.
finish() {
    printf '1..%d\n# times of the shell and of what it started, user and system:\n' "$tap_count"
    times
    [ "$tap_failed" -eq 0 ]
    exit
}

# digest RUN: of all that its store holds, as check tells it.
digest() {
    local told

    told=$("$SMALLWORLD" check "$1" --quick --json 2>/dev/null)
    [[ $told =~ \"digest\":\ \"([0-9a-f]*)\" ]] && printf '%s\n' "${BASH_REMATCH[1]}"
}

# done_of RUN: how many generations it has lived.
done_of() {
    local told

    told=$("$SMALLWORLD" inspect "$1" --json 2>/dev/null)
    [[ $told =~ \"generations\":\ ([0-9]*), ]] && printf '%s\n' "${BASH_REMATCH[1]}"
}

# leaves WHAT: passes if the last command's stdout is JSON; its leaves stand in $work/leaves.
leaves() {
    if awk -f "$SW_SOURCE/tests/json.awk" "$work/out" >"$work/leaves" 2>"$work/why"; then
        pass "$1"
    else
        fail "$1" "$(cat "$work/why")" "$(head -c 600 "$work/out")"
    fi
}

# leaf PATH: its value in the JSON of the last command's stdout.
leaf() {
    awk -f "$SW_SOURCE/tests/json.awk" "$work/out" | sed -n "s/^$1=//p"
}

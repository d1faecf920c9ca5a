#!/usr/bin/env bash
# Where words go: full disks, closed pipes, closed streams. No command takes them for success.
. "$(dirname "$0")/../tap.sh"

# Words of a line are divided by blanks, which the name of a folder may have: so all names are relative.
cd "$work" || exit 1
run=run
cat >"$work/tiny.conf" <<'END'
[run]
generations = 2
members = 4
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
[phase2]
from = 1
END
ok "a small run" "$SMALLWORLD" run "$work/tiny.conf" -o "$run"
silent out

# Every command that prints data: words of the command line, one a line.
cat >"$work/commands" <<END
--help
--version
run --help
config
config --defaults
config --describe=run.seed
worlds
worlds --list
worlds --format=arc
eval $run --puzzles=8
eval $run --puzzles=8 --json
replay $run
inspect $run --full
lineage $run
lineage $run --all --format=csv
check $run --json
run tiny.conf --dry-run
END

# to WHERE COMMAND...: the command with its stdout there.
to() {
    local where=$1

    shift
    "$SMALLWORLD" "$@" >"$where"
}

closed() {
    "$SMALLWORLD" "$@" >&-
}

# only SENTENCE WHY: passes if stderr is the sentence alone, or with its reason (which is lost when the first part went wrong long
# before the end).
only() {
    case $(cat "$work/err") in
    "$1" | "$1: $2") pass "it says so" ;;
    *) fail "it says so" "$(cat "$work/err")" ;;
    esac
}

while read -r -a words; do
    ok "${words[*]}" "$SMALLWORLD" "${words[@]}"
    silent err
    if [ ! -c /dev/full ]; then
        skip "${words[0]} onto a full disk" "there is no /dev/full"
        continue
    fi
    exits 1 "${words[0]} onto a full disk" to /dev/full "${words[@]}"
    only "smallworld: what was printed could not be written whole" "No space left on device"
    exits 1 "${words[0]} with stdout closed" closed "${words[@]}"
    only "smallworld: what was printed could not be written whole" "Bad file descriptor"
done <"$work/commands"

# Without any stream at all the store keeps to itself.
cp "$run/store/data.mdb" "$work/before"
"$SMALLWORLD" eval "$run" --puzzles=4 <&- >&- 2>&-
equal "exit code 1 without streams" 1 $?
same "the run is as it was" "$work/before" "$run/store/data.mdb"
"$SMALLWORLD" run "$work/tiny.conf" -o "$work/silent" <&- >&- 2>&-
equal "a run without streams is done" 0 $?
ok "and whole" "$SMALLWORLD" eval "$work/silent" --puzzles=4
# But for what each is called.
"$SMALLWORLD" eval "$run" --json --puzzles=4 | sed 's/"run": "[^"]*"/"run": ""/' >"$work/a"
"$SMALLWORLD" eval "$work/silent" --json --puzzles=4 | sed 's/"run": "[^"]*"/"run": ""/' >"$work/b"
same "with the same members" "$work/a" "$work/b"

# A reader that has seen enough: the writer ends at once and says nothing, or says so if signals are ignored.
# Whoever runs the tests may have the signal ignored, and a shell cannot undo that.
early() {
    env --default-signal=PIPE "$SMALLWORLD" worlds --count=100000000 | head -n 1
    return "${PIPESTATUS[0]}"
}
exits 141 "a pipe that is closed early" early
equal "one line came" 1 "$(wc -l <"$work/out")"
silent err
deaf() {
    env --ignore-signal=PIPE "$SMALLWORLD" worlds --count=100000000 | head -n 1
    return "${PIPESTATUS[0]}"
}
exits 1 "the same with the signal ignored" deaf
only "smallworld: what was printed could not be written whole" "Broken pipe"

# A usage error stays one on a full disk.
[ ! -e /dev/full ] || exits 2 "usage errors stay usage errors" to /dev/full config --fly
finish

#!/usr/bin/env bash
# What goes wrong: a sentence that says what to do, the right exit code, and nothing lost.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/run.conf" <<'END'
[run]
generations = 30
members = 64
keyframe_every = 5
[agent]
features = 16
hidden = 16
memory = 16
[life]
worlds = 4
[phase2]
from = 15
[output]
progress_every = 3600
END

run() {
    "$SMALLWORLD" run "$@"
}

# The same checks without starting MPI, which takes half a second.
# shellcheck disable=SC2317
try() {
    "$SMALLWORLD" run --dry-run "$@"
}

# refused CODE TEXT WHAT COMMAND...: the code, one sentence on stderr with the text, nothing on stdout,
# and no folder made.
refused() {
    local code=$1 text=$2 what=$3

    shift 3
    exits "$code" "$what" "$@"
    says err "$text"
    equal "in one sentence" 1 "$(grep -c . "$work/err")"
    silent out
    if [ -e "$work/new" ]; then
        fail "and no folder is made"
        rm -rf "$work/new"
    fi
}

# ---- configs ----
refused 2 "$work/nowhere.conf: No such file" "a config that is not there" \
    run "$work/nowhere.conf" -o "$work/new"
printf '[run]\nmember = 64\n' >"$work/bad.conf"
refused 2 'did you mean "run.members"' "an unknown key" try "$work/bad.conf" -o "$work/new"
printf '[runn]\nmembers = 64\n' >"$work/bad.conf"
refused 2 '[run]' "an unknown section" try "$work/bad.conf" -o "$work/new"
printf '[run]\nmembers = 0\n' >"$work/bad.conf"
refused 2 "line 2" "a value out of range" try "$work/bad.conf" -o "$work/new"
says err "from 2 to 1048576"
printf '[run]\nmembers = many\n' >"$work/bad.conf"
refused 2 "line 2" "a value that is no number" try "$work/bad.conf" -o "$work/new"
printf '[run]\nmembers = 33\n' >"$work/bad.conf"
refused 2 "even" "an odd number of members" try "$work/bad.conf" -o "$work/new"
noise 300 7 >"$work/bad.conf"
refused 2 "$work/bad.conf" "a config of random bytes" try "$work/bad.conf" -o "$work/new"
head -c 2000000 /dev/zero | tr '\0' '#' >"$work/bad.conf"
refused 2 "$work/bad.conf" "a config of 2 MB" try "$work/bad.conf" -o "$work/new"
refused 2 "$work" "a folder as config" run "$work" -o "$work/new"
refused 2 'run.members' "an unknown key after --set" \
    try "$work/run.conf" -o "$work/new" --set run.member=3
refused 2 'did you mean "fill"' "an unknown law" \
    run "$work/run.conf" -o "$work/new" --set worlds.laws=fil
refused 1 "/nowhere" "ARC files that are not there" \
    try "$work/run.conf" -o "$work/new" --set worlds.source=arc:/nowhere
refused 2 "--help" "no folder" run "$work/run.conf"
refused 2 "--help" "no config" run -o "$work/new"
refused 2 "second" "two configs" run "$work/run.conf" "$work/run.conf" -o "$work/new"
refused 2 "--fly" "an unknown option" run "$work/run.conf" -o "$work/new" --fly
refused 2 "--help" "an option without its value" run "$work/run.conf" -o
refused 1 "cannot make" "a folder under a file" run "$work/run.conf" -o "$work/run.conf/new"

# On several ranks it is still one sentence.
exits 2 "an unknown law on 2 ranks" "$MPIRUN" -q -n 2 "$SMALLWORLD" run "$work/run.conf" \
    -o "$work/new" --set worlds.laws=fil
equal "is said once" 1 "$(grep -c 'did you mean "fill"' "$work/err")"
# So are wrong words, which are found before MPI begins.
for words in "" "nosuch" "run" "run run.conf -o" "eval --fly" "run nowhere.conf --dry-run"; do
    # shellcheck disable=SC2086 # they are words
    exits 2 "\"smallworld $words\" on 3 ranks" "$MPIRUN" -q --wdir "$work" -n 3 "$SMALLWORLD" $words
    equal "is said once" 1 "$(grep -c '^smallworld:\|^usage: ' "$work/err")"
    silent out
done
ok "help on 3 ranks" "$MPIRUN" -n 3 "$SMALLWORLD" run --help
equal "is printed once" 1 "$(grep -c '^usage: ' "$work/out")"

# ---- folders ----
exits 0 "a run" run "$work/run.conf" -o "$work/run"
digest=$(digest "$work/run")
refused 2 "--resume" "-o on a folder that holds a run" run "$work/run.conf" -o "$work/run"
refused 2 "--resume" "the same without living" run "$work/run.conf" -o "$work/run" --dry-run
refused 2 "run.seed" "another config on resume" run --resume -o "$work/run" --set run.seed=9
refused 2 "phase2.from" "another config file on resume" \
    run "$work/run.conf" --set phase2.from=16 --resume -o "$work/run"
exits 0 "other settings of output are no other config" \
    run "$work/run.conf" --resume -o "$work/run" --set output.progress_every=2
mkdir "$work/other"
echo precious >"$work/other/thesis.txt"
refused 2 "other files" "-o on a folder with other files" run "$work/run.conf" -o "$work/other"
equal "which stay" precious "$(cat "$work/other/thesis.txt")"
mkdir "$work/empty"
exits 0 "-o on an empty folder" run "$work/run.conf" -o "$work/empty" --stop-at=1
for command in inspect lineage check eval replay; do
    exits 1 "$command where there is no run" "$SMALLWORLD" $command "$work/nowhere"
    says err "smallworld run"
    exits 1 "$command of a folder that is no run" "$SMALLWORLD" $command "$work/other"
    says err "smallworld run"
done
refused 1 "smallworld run" "--resume where there is no run" run --resume -o "$work/new"
equal "the run has not changed" "$digest" "$(digest "$work/run")"

# ---- members ----
for command in inspect lineage; do
    refused 2 "no member" "$command of a member that never lived" \
        "$SMALLWORLD" $command "$work/run" 999999
    refused 2 "is not a member" "$command of what is no member" "$SMALLWORLD" $command "$work/run" x
    refused 2 "not understood" "$command with too many words" \
        "$SMALLWORLD" $command "$work/run" 1 2
done
refused 2 "csv" "an unknown format" "$SMALLWORLD" lineage "$work/run" --format=cvs

# ---- a second writer ----
exec 9<>"$work/run/store/writer"
flock 9
exits 1 "a run that another process writes" run --resume -o "$work/run"
says err "another process"
ok "can still be read" "$SMALLWORLD" check "$work/run" --quick
exec 9>&-

# ---- a full disk ----
# The limit comes when the run is under way: what MPI itself writes at its start depends on the machine.
large=(--set run.keyframe_every=1 --set agent.features=32 --set agent.hidden=64 --set agent.memory=64
    --set run.generations=1000000)
is_begun() {
    [ "$(done_of "$work/full")" -gt 0 ] 2>/dev/null
}
"$SMALLWORLD" run "$work/run.conf" -o "$work/full" "${large[@]}" >"$work/out" 2>"$work/err" </dev/null &
writer=$!
await "$writer" is_begun
size=$(stat -c %s "$work/full/store/data.mdb")
exits 0 "a run gets a limit" prlimit --pid "$writer" --fsize="$((size + 400000))"
wait "$writer"
equal "a file that may not grow ends the run" 1 "$?"
says err "nothing that was committed is lost"
ok "what was committed is sound" "$SMALLWORLD" check "$work/full"
last=$(($(done_of "$work/full") + 5))
ok "with room the run goes on" run --resume -o "$work/full" --stop-at="$last"
ok "and never stopped it is the same" run "$work/run.conf" -o "$work/roomy" "${large[@]}" --stop-at="$last"
equal "to the bit" "$(digest "$work/roomy")" "$(digest "$work/full")"
exits 1 "a store that may not grow ends the run" run "$work/run.conf" -o "$work/small" \
    --set run.map_megabytes=2 --set run.keyframe_every=1
says err "map_megabytes"
ok "what was committed is sound there too" "$SMALLWORLD" check "$work/small"

# ---- flipped bytes ----
# A byte is turned in each of these places: nothing crashes, and what is not refused is unchanged.
data=$work/run/store/data.mdb
size=$(stat -c %s "$data")
cp -r "$work/run" "$work/damaged"
refusals=0
wrong=
for i in $(seq 1 40); do
    at=$((size * i / 41))
    cp "$data" "$work/damaged/store/data.mdb"
    byte=$(od -An -tu1 -j "$at" -N 1 "$data")
    printf '%b' "\\x$(printf %x $((byte ^ 16)))" |
        dd of="$work/damaged/store/data.mdb" bs=1 seek="$at" conv=notrunc status=none
    got=0
    "$SMALLWORLD" check "$work/damaged" --quick --json >"$work/out" 2>"$work/err" || got=$?
    case $got in
    0) grep -q "$digest" "$work/out" || wrong="$wrong byte $at: another digest;" ;;
    3)
        refusals=$((refusals + 1))
        grep -q '"ok": false' "$work/out" || wrong="$wrong byte $at: no JSON;"
        grep -q smallworld: "$work/err" || wrong="$wrong byte $at: no sentence;"
        ;;
    *) wrong="$wrong byte $at: exit code $got;" ;;
    esac
done
equal "a flipped byte is found or was not in use" "" "$wrong"
if [ "$refusals" -ge 10 ]; then
    pass "$refusals of 40 flipped bytes are found"
else
    fail "flipped bytes are found" "only $refusals of 40"
fi

# ---- truncated stores ----
for part in 0 100 4096 $((size / 2)) $((size - 4096)); do
    head -c "$part" "$data" >"$work/damaged/store/data.mdb"
    got=0
    "$SMALLWORLD" check "$work/damaged" --quick >"$work/out" 2>"$work/err" || got=$?
    case $got in
    1 | 3) pass "a store cut to $part bytes: exit code $got" ;;
    0)
        equal "a store cut to $part bytes has lost nothing" "$digest" "$(digest "$work/damaged")"
        ;;
    *) fail "a store cut to $part bytes" "exit code $got" "$(cat "$work/err")" ;;
    esac
    got=0
    run --resume -o "$work/damaged" >"$work/out" 2>"$work/err" || got=$?
    case $got in
    0 | 1 | 3) pass "resuming it: exit code $got" ;;
    *) fail "resuming it" "exit code $got" "$(cat "$work/err")" ;;
    esac
done

# A record that is whole and says the wrong thing is found too (see tests/unit/archive/unit_audit).
finish

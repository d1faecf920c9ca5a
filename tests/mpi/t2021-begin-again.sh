#!/usr/bin/env bash
# One command begins a run and goes on with it (run CONFIG -o RUN --resume), whatever is left of it; what
# is taken away under a run is told; what is damaged is not gone on with.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/run.conf" <<'END'
[run]
generations = 8
members = 8
keyframe_every = 3
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
from = 4
[output]
progress_every = 3600
END

# shellcheck disable=SC2317
run() {
    "$SMALLWORLD" run "$@"
}

ok "a run" run "$work/run.conf" -o "$work/whole"
whole=$(digest "$work/whole")

# ---- one command ----
ok "--resume with a config tries where there is no run" \
    run "$work/run.conf" -o "$work/one" --resume --dry-run
says out "generations = 8"
ok "--resume with a config begins where there is no run" \
    run "$work/run.conf" -o "$work/one" --resume --stop-at=3
ok "and goes on where there is one" run "$work/run.conf" -o "$work/one" --resume
equal "to the same digest" "$whole" "$(digest "$work/one")"
exits 2 "but not with another config" run "$work/run.conf" -o "$work/one" --resume --set run.seed=9
says err "run.seed"
ok "on several ranks too" "$MPIRUN" -n 2 "$SMALLWORLD" run "$work/run.conf" -o "$work/two" --resume
equal "to the same digest" "$whole" "$(digest "$work/two")"
mkdir "$work/empty" "$work/other"
ok "in an empty folder" run "$work/run.conf" -o "$work/empty" --resume --stop-at=1
echo precious >"$work/other/thesis.txt"
exits 2 "not among other files" run "$work/run.conf" -o "$work/other" --resume
says err "other files"
equal "which stay" precious "$(cat "$work/other/thesis.txt")"
exits 1 "--resume without a config begins nothing" run -o "$work/new" --resume
says err "holds no run"
[ ! -e "$work/new" ] || fail "and makes no folder"

# ---- what is left of a run that never began ----
for left in nothing folder empty page pages garbage; do
    rm -rf "$work/left"
    mkdir -p "$work/left/store"
    echo 4711 >"$work/left/store/writer"
    case $left in
    folder) mkdir "$work/left/store/begun" ;;
    empty) : >"$work/left/store/data.mdb" ;;
    page) head -c 4096 "$work/whole/store/data.mdb" >"$work/left/store/data.mdb" ;;
    pages) head -c 8192 "$work/whole/store/data.mdb" >"$work/left/store/data.mdb" ;;
    garbage) head -c 7000 /dev/urandom >"$work/left/store/data.mdb" ;;
    esac
    for command in check inspect lineage eval replay; do
        exits 1 "$left is left: $command" "$SMALLWORLD" $command "$work/left"
        says err "holds no run yet"
    done
    exits 1 "$left is left: --resume without a config" run -o "$work/left" --resume
    says err "holds no run yet"
    ok "$left is left: --resume with a config" run "$work/run.conf" -o "$work/left" --resume
    equal "begins it" "$whole" "$(digest "$work/left")"
done

# ---- a run that lost its data is not begun anew without a word ----
cp -r "$work/whole" "$work/lost"
: >"$work/lost/store/data.mdb"
exits 3 "an emptied run" run "$work/run.conf" -o "$work/lost" --resume
says err "cut short"
rm "$work/lost/store/data.mdb"
exits 3 "a run without data.mdb" run "$work/run.conf" -o "$work/lost" --resume
says err "data.mdb is missing"
exits 2 "is not begun over either" run "$work/run.conf" -o "$work/lost"

# ---- damage of older records ----
size=$(stat -c %s "$work/whole/store/data.mdb")
wrong=
found=0
for i in $(seq 1 25); do
    at=$((size * i / 26))
    rm -rf "$work/damaged"
    cp -r "$work/whole" "$work/damaged"
    byte=$(od -An -tu1 -j "$at" -N 1 "$work/whole/store/data.mdb")
    printf '%b' "\\x$(printf %x $((byte ^ 16)))" |
        dd of="$work/damaged/store/data.mdb" bs=1 seek="$at" conv=notrunc status=none
    got=0
    "$SMALLWORLD" check "$work/damaged" --quick >"$work/out" 2>&1 || got=$?
    [ "$got" -eq 3 ] || continue
    found=$((found + 1))
    got=0
    run --resume -o "$work/damaged" >"$work/out" 2>"$work/err" || got=$?
    [ "$got" -eq 3 ] || wrong="$wrong byte $at: exit code $got;"
done
equal "none of $found stores that check calls damaged is gone on with" "" "$wrong"
[ "$found" -gt 0 ] || fail "some of 25 bytes are in use"

# ---- taken away while it runs ----
# taken DEED TEXT [CODES]: a run without end; the deed is done when it lives.
taken() {
    local pid code=0

    rm -rf "$work/taken"
    : >"$work/err"
    "$SMALLWORLD" run "$work/run.conf" -o "$work/taken" --set run.generations=10000000 \
        --set output.progress_every=0.1 >"$work/out" 2>"$work/err" </dev/null &
    pid=$!
    await_progress "$pid" 2
    eval "$1"
    wait "$pid" || code=$?
    case " ${3:-1} " in
    *" $code "*) pass "\"$1\" under a run ends it" ;;
    *) fail "\"$1\" under a run ends it" "exit code $code: $(cat "$work/err")" ;;
    esac
    says err "$2"
}

taken "rm -rf '$work/taken'" "was removed during the run"
taken "mv '$work/taken' '$work/away'; cp -r '$work/away' '$work/taken'" "was replaced during the run"
rm -rf "$work/away"
# Read, the store is damaged (3); written, it was cut under the writer (1): whichever comes first.
taken ": >'$work/taken/store/data.mdb'" "smallworld: " "1 3"

finish

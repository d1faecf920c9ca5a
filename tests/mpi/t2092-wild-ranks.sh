#!/usr/bin/env bash
# smallworld wild on 1, 2, 3 and 4 ranks: one digest, one table; stopped, killed and gone on with on other numbers
# of ranks; what ranks say that differ, and when one of them is stopped or killed.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cat >"$work/wild.conf" <<'END'
[wild]
ticks = 900
report = 150
width = 20
height = 20
plants = 100
growth = 3
bodies = 30
least = 10
divide = 250
harm = 20
speech = normal
plastic = delta
reversal = 130
features = 16
width_of_memory = 16
END

# ---- one digest ----
# same_wild NAME SETTING...: a run by one process without MPI, and the same on 2, 3 and 4 ranks. $whole is left
# as its digest.
same_wild() {
    local name=$1 ranks sets=()

    shift
    for set; do
        sets+=(--set "$set")
    done
    ok "$name on one process" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/$name" "${sets[@]}"
    cp "$work/out" "$work/table"
    whole=$(wild_digest "$work/$name")
    equal "its digest has 16 digits" 16 "${#whole}"
    for ranks in 2 3 4; do
        ok "$name on $ranks ranks" wild_on "$ranks" "$work/wild.conf" -o "$work/$name-$ranks" "${sets[@]}"
        same "prints the same" "$work/table" "$work/out"
        says err "$ranks ranks sent"
        equal "has the same digest" "$whole" "$(wild_digest "$work/$name-$ranks")"
    done
}

same_wild random wild.mind=random wild.ticks=450
same_wild mute wild.speech=none wild.plastic=none wild.reversal=0 wild.ticks=450
same_wild few wild.bodies=2 wild.least=0 wild.growth=1 wild.harm=10000 wild.energy=40 wild.ticks=450
same_wild all
ok "1 rank of a launcher" wild_on 1 "$work/wild.conf" -o "$work/all-1"
equal "has the same digest" "$whole" "$(wild_digest "$work/all-1")"
silent err
ok "every birth on 4 ranks is rebuilt" "$SMALLWORLD" wild "$work/all-4" --check
says out "genomes are rebuilt bit for bit"

# ---- stopped and gone on with ----
ok "3 ranks stop" wild_on 3 "$work/wild.conf" -o "$work/stopped" --stop-at=300
ok "2 go on" wild_on 2 --resume -o "$work/stopped" --stop-at=450
ok "one goes on" "$SMALLWORLD" wild --resume -o "$work/stopped" --stop-at=600
ok "4 go on" wild_on 4 --resume -o "$work/stopped"
equal "to the same digest" "$whole" "$(wild_digest "$work/stopped")"

# begin RANKS FOLDER: a run that no machine ends, as $launcher, until two pages are stored.
begin() {
    : >"$work/out"
    SW_TEST_MARK=$2 "$MPIRUN" -q -n "$1" "$SMALLWORLD" wild "$work/wild.conf" -o "$2" \
        --set wild.ticks=1000000000 >"$work/out" 2>"$work/err" </dev/null &
    launcher=$!
    await "$launcher" grep -q '^ *300 ' "$work/out"
}

# rank_of FOLDER N: the process of rank N of the run in the folder.
rank_of() {
    grep -lzxF "SW_TEST_MARK=$1" /proc/[0-9]*/environ 2>/dev/null |
        xargs grep -lzxF "OMPI_COMM_WORLD_RANK=$2" 2>/dev/null | cut -d/ -f3 | head -n 1
}

# like_never FOLDER: goes on for two pages, on 2 ranks; another run that never stopped has the same digest.
like_never() {
    local ticks

    ticks=$("$SMALLWORLD" wild "$1" --json | tail -n 1 | sed 's/{"tick": \([0-9]*\),.*/\1/')
    ok "it goes on" wild_on 2 --resume -o "$1" --stop-at=$((ticks + 300))
    ok "one that never stopped" "$SMALLWORLD" wild "$work/wild.conf" -o "$1-never" \
        --set wild.ticks=1000000000 --stop-at=$((ticks + 300))
    equal "has the same digest" "$(wild_digest "$1-never")" "$(wild_digest "$1")"
}

# A signal to one rank stops all at the end of a page. (A launcher that is told TERM gives its ranks a second.)
if [ -r /proc/self/environ ]; then
    for signal in TERM INT USR2; do
        begin 3 "$work/$signal"
        kill "-$signal" "$(rank_of "$work/$signal" 1)"
        code=0
        wait "$launcher" || code=$?
        equal "$signal to rank 1 stops all with exit code 75" 75 "$code"
        ok "and every birth is there" "$SMALLWORLD" wild "$work/$signal" --check
    done
    like_never "$work/TERM"

    # One is killed: the launcher ends the others, and what was stored goes on.
    begin 3 "$work/killed"
    kill -9 "$(rank_of "$work/killed" 2)"
    code=0
    wait "$launcher" || code=$?
    equal "a rank that dies ends all, by signal 9" 137 "$code"
    like_never "$work/killed"
else
    skip "signals to one rank" "/proc does not tell which process is which rank"
fi

# USR1 asks for a checkpoint: the page is one.
begin 2 "$work/usr1"
kill -USR1 "$launcher"
pages=$(grep -c '^ *[0-9][0-9]* ' "$work/out")
more() {
    [ "$(grep -c '^ *[0-9][0-9]* ' "$work/out")" -gt $((pages + 1)) ]
}
if await "$launcher" more; then
    pass "after USR1 it goes on"
else
    fail "after USR1 it goes on" "$(tail -n 5 "$work/err")"
fi
kill -USR2 "$launcher"
code=0
wait "$launcher" || code=$?
equal "USR2 to the launcher: exit code 75" 75 "$code"

# ---- ranks that differ ----
asked=(wild "$work/wild.conf" -o "$work/no")
none=$work/no
differ '"--stop-at=none" on rank 0 and "--stop-at=300" on rank 1' --stop-at=300
differ '"--set=none" on rank 0 and "--set=wild.seed=2" on rank 1' --set wild.seed=2
exits 2 "a run of generations beside it is refused" "${together[@]}" \
    -n 1 "$SMALLWORLD" wild "$work/wild.conf" -o "$work/no" : \
    -n 1 "$SMALLWORLD" run "$SW_SOURCE/clusters/debug.conf" -o "$work/no"
says err 'ranks differ'

# ---- what is refused is said once ----
# refused CODE TEXT ARGUMENT...: on 3 ranks.
refused() {
    local code=$1 text=$2

    shift 2
    exits "$code" "$text" wild_on 3 "$@"
    says err "$text"
    equal "is said once" 1 "$(grep -c '^smallworld' "$work/err")"
    silent out
}

refused 2 "fill over half of the 400 cells" "$work/wild.conf" -o "$work/no" --set wild.plants=300
refused 2 "stop at a multiple of that" "$work/wild.conf" -o "$work/no" --stop-at=250
refused 2 "already" --resume -o "$work/all" --stop-at=150
refused 2 "give -o RUN" "$work/wild.conf"
refused 1 "/nowhere" --resume -o "$work/nowhere"
equal "no run is begun" no "$([ -e "$work/no" ] && echo yes || echo no)"

finish

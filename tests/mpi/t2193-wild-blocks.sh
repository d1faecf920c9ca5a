#!/usr/bin/env bash
# smallworld wild --blocks: a world that is cut into a block for each of 2, 3 and 4 ranks has the digest and table of
# one process; stopped, killed and gone on with on other numbers of ranks, and with a whole world on each; what is
# refused.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cat >"$work/wild.conf" <<'END'
[wild]
ticks = 600
report = 150
width = 20
height = 48
plants = 200
growth = 5
bodies = 60
least = 20
divide = 250
harm = 20
speech = normal
plastic = delta
reversal = 130
features = 16
width_of_memory = 16
END

# ---- one digest ----
# same_wild NAME RANKS SETTING...: a run by one process without MPI, and the same in as many blocks. $whole is left
# as its digest.
same_wild() {
    local name=$1 several=$2 ranks sets=()

    shift 2
    for set; do
        sets+=(--set "$set")
    done
    ok "$name on one process" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/$name" "${sets[@]}"
    cp "$work/out" "$work/table"
    whole=$(wild_digest "$work/$name")
    equal "its digest has 16 digits" 16 "${#whole}"
    for ranks in $several; do
        ok "$name in $ranks blocks" wild_on "$ranks" "$work/wild.conf" -o "$work/$name-$ranks" --blocks "${sets[@]}"
        same "prints the same" "$work/table" "$work/out"
        says err "$ranks ranks sent"
        says err "bodies crossed a border"
        equal "has the same digest" "$whole" "$(wild_digest "$work/$name-$ranks")"
    done
}

# Several worlds, walks, imitation, food by sizes and kept states; plants of which more grow than cells are drawn for
# at first; newcomers in each tick; all die out; nobody may divide; rows that ranks cannot share evenly.
same_wild worlds "2 4" wild.worlds=3 wild.migration=0.05 wild.trophic=yes wild.imitate=yes wild.ticks=450 \
    wild.keyframes=2
same_wild plants 3 wild.mind=random wild.growth=60 wild.plants=420 wild.bodies=50 wild.ticks=450
same_wild newcomers 4 wild.mind=random wild.least=150 wild.growth=1 wild.harm=10000 wild.energy=40 wild.worlds=2 \
    wild.ticks=300
same_wild few 4 wild.bodies=2 wild.least=0 wild.growth=1 wild.harm=10000 wild.energy=40 wild.ticks=450
same_wild full 2 wild.most=70 wild.divide=110 wild.ticks=300
same_wild uneven "2 3" wild.height=37 wild.width=8 wild.plants=60 wild.bodies=40 wild.speech=silent
# Walkers leave a world empty again and again, and newcomers fill both up to twice wild.most.
emptied=(wild.width=8 wild.height=24 wild.plants=40 wild.bodies=1 wild.least=1 wild.most=2 wild.worlds=2
    wild.migration=0.5 wild.energy=2000 wild.divide=102 wild.ticks=450)
same_wild emptied 2 "${emptied[@]}"
equal "up to 4 live" 4 "$(awk 'NF == 12 && $1 ~ /^[0-9]+$/ && $2 > most { most = $2 } END { print most + 0 }' "$work/table")"
ok "every birth in 2 blocks is rebuilt" "$SMALLWORLD" wild "$work/emptied-2" --check
says out "genomes are rebuilt bit for bit"
sets=()
for set in "${emptied[@]}"; do
    sets+=(--set "$set")
done
ok "2 ranks, each with the whole world" wild_on 2 "$work/wild.conf" -o "$work/refilled" "${sets[@]}" --stop-at=150
ok "2 blocks go on" wild_on 2 --resume --blocks -o "$work/refilled" --stop-at=300
ok "one process goes on" "$SMALLWORLD" wild --resume -o "$work/refilled"
equal "to the same digest" "$whole" "$(wild_digest "$work/refilled")"
same_wild all "2 3 4"
says err "ranks sent"
ok "1 rank of a launcher" wild_on 1 "$work/wild.conf" -o "$work/all-1" --blocks
says err "--blocks has no effect here, because there is one rank"
equal "has the same digest" "$whole" "$(wild_digest "$work/all-1")"
ok "every birth in 4 blocks is rebuilt" "$SMALLWORLD" wild "$work/all-4" --check
says out "genomes are rebuilt bit for bit"

# ---- stopped and gone on with ----
ok "3 blocks stop" wild_on 3 "$work/wild.conf" -o "$work/stopped" --blocks --stop-at=150
ok "2 ranks go on, each with the whole world" wild_on 2 --resume -o "$work/stopped" --stop-at=300
ok "4 blocks go on" wild_on 4 --resume --blocks -o "$work/stopped" --stop-at=450
ok "one process goes on" "$SMALLWORLD" wild --resume -o "$work/stopped"
equal "to the same digest" "$whole" "$(wild_digest "$work/stopped")"
ok "one process stops" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/begun" --stop-at=300
ok "2 blocks go on" wild_on 2 --resume --blocks -o "$work/begun"
equal "to the same digest" "$whole" "$(wild_digest "$work/begun")"

# rank_of FOLDER N: the process of rank N of the run in the folder.
rank_of() {
    grep -lzxF "SW_TEST_MARK=$1" /proc/[0-9]*/environ 2>/dev/null |
        xargs grep -lzxF "OMPI_COMM_WORLD_RANK=$2" 2>/dev/null | cut -d/ -f3 | head -n 1
}

# begin RANKS FOLDER: a run that no machine ends, as $launcher, until two pages are stored.
begin() {
    : >"$work/out"
    SW_TEST_MARK=$2 "$MPIRUN" -q -n "$1" "$SMALLWORLD" wild "$work/wild.conf" -o "$2" --blocks \
        --set wild.ticks=1000000000 >"$work/out" 2>"$work/err" </dev/null &
    launcher=$!
    await "$launcher" grep -q '^ *300 ' "$work/out"
}

# like_never FOLDER: goes on for two pages, in 4 blocks; another run that never stopped has the same digest.
like_never() {
    local ticks

    ticks=$("$SMALLWORLD" wild "$1" --json | tail -n 1 | sed 's/{"tick": \([0-9]*\),.*/\1/')
    ok "it goes on" wild_on 4 --resume --blocks -o "$1" --stop-at=$((ticks + 300))
    ok "one that never stopped" "$SMALLWORLD" wild "$work/wild.conf" -o "$1-never" \
        --set wild.ticks=1000000000 --stop-at=$((ticks + 300))
    equal "has the same digest" "$(wild_digest "$1-never")" "$(wild_digest "$1")"
}

if [ -r /proc/self/environ ]; then
    begin 3 "$work/killed"
    kill -9 "$(rank_of "$work/killed" 2)"
    code=0
    wait "$launcher" || code=$?
    equal "a rank that dies ends all, by signal 9" 137 "$code"
    like_never "$work/killed"
    begin 2 "$work/USR2"
    kill -USR2 "$(rank_of "$work/USR2" 1)"
    code=0
    wait "$launcher" || code=$?
    equal "USR2 to rank 1 stops all with exit code 75" 75 "$code"
    like_never "$work/USR2"
else
    skip "signals to one rank" "/proc does not tell which process is which rank"
fi

# ---- ranks that differ ----
asked=(wild "$work/wild.conf" -o "$work/no")
none=$work/no
differ '"--blocks=none" on rank 0 and "--blocks=yes" on rank 1' --blocks

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

refused 2 "use 2 ranks at most, or a higher world" "$work/wild.conf" -o "$work/no" --blocks --set wild.height=35
refused 2 "this world cannot be cut; use a height of 24 or more" "$work/wild.conf" -o "$work/no" --blocks \
    --set wild.height=23 --set wild.plants=100
refused 2 "with wild.speech = shuffled a body" "$work/wild.conf" -o "$work/no" --blocks --set wild.speech=shuffled
refused 2 "fill over half of the 960 cells" "$work/wild.conf" -o "$work/no" --blocks --set wild.plants=460
refused 2 "already" --resume --blocks -o "$work/all" --stop-at=150
refused 1 "/nowhere" --resume --blocks -o "$work/nowhere"
equal "no run is begun" no "$([ -e "$work/no" ] && echo yes || echo no)"
ok "a low world is begun" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/low" --set wild.height=35 --stop-at=150
refused 2 "use 2 ranks at most, or a higher world" --resume --blocks -o "$work/low"

# ---- a benchmark of more blocks than its world has ----
exits 2 "bench of blocks that are too low" "$MPIRUN" -q -n 6 "$SMALLWORLD" bench exchange.wild.blocks
says err "exchange.wild.blocks is passed over: --blocks: 6 ranks have 10 of the 64 rows"
says err "nothing was measured"

finish

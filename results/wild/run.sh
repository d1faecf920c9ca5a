#!/usr/bin/env bash
# Worlds in the wild: by brains, at random, with food and poison that change places, with and without
# values that are learned; with words, heard, unheard and exchanged; and several worlds. One process at a time;
# what is there is not made again. Needs jq for the tables.
#
#   results/wild/run.sh [FOLDER]     runs go to FOLDER (default: runs/wild), figures beside this file
#
# SMALLWORLD names the program, SEEDS the seeds of the short runs (default: 1 2 3), LONG those of the runs with
# words, also of those in which food and poison change places as well (default: 1 to 10), HEARERS those of whole runs in which nobody hears, or hears others, TURNED those in
# which food and poison change places (default: 1 to 5, both), WORLDS those of several worlds, MILLION those of a
# million births (default: 1 2 3, both), FILMED the one that is filmed, PARTS what is made (default: all).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
program=${SMALLWORLD:-smallworld}
runs=${1:-runs/wild}
mkdir -p "$runs"

# begun NAME SEED KEY=VALUE...: a run, begun or gone on with. Its core-seconds stand in NAME-SEED.seconds, a line
# for each part of one that was stopped. CONF: the config, if it is not wild.conf.
begun() {
    local name=$1-$2 seed=$2 sets=()

    shift 2
    for key in "$@"; do sets+=(--set "wild.$key"); done
    TIMEFORMAT=%U
    if [ -e "$runs/$name" ]; then
        { time "$program" wild --resume -o "$runs/$name" ${STOP:+"--stop-at=$STOP"} >/dev/null; } 2>>"$runs/$name.seconds"
    else
        { time "$program" wild "$here/${CONF:-wild.conf}" -o "$runs/$name" --set "wild.seed=$seed" \
            "${sets[@]}" ${STOP:+"--stop-at=$STOP"} >/dev/null; } 2>"$runs/$name.seconds"
    fi
}

# births NAME: how many there were in a run.
births() {
    "$program" wild "$runs/$1" --json | jq -s 'map(.births) | add'
}

# lived NAME SEED BIRTHS KEY=VALUE...: a run that goes on until it has so many births; wild.ticks has no end, so that
# the run may be gone on with.
lived() {
    local name=$1-$2 most=$3 stop

    stop=${FIRST:-$((3 * most))}
    if [ ! -e "$runs/$name" ]; then
        STOP=$stop begun "$1" "$2" ticks=1000000000 trophic=yes keyframes=1 "${@:4}"
    fi
    while [ "$(births "$name")" -lt "$most" ]; do
        stop=$("$program" wild "$runs/$name" --json | tail -n 1 | jq '.tick')
        STOP=$((stop + most / 5)) begun "$1" "$2"
    done
}

# made NAME SEED KEY=VALUE...: a run, its pages as JSON lines, and its table with 20 shadows and 10 matches.
made() {
    local name=$1-$2

    if [ -e "$here/$name.txt" ]; then return; fi
    begun "$@"
    "$program" wild "$runs/$name" --check >"$runs/$name.check"
    "$program" wild "$runs/$name" --json >"$here/$name.jsonl"
    "$program" wild "$runs/$name" --matches=10 --match-ticks=2000 >"$runs/$name.told"
    cat "$runs/$name.check" "$runs/$name.told" >"$here/$name.txt"
}

# measured NAME SEED: the same with the MODES measures of a run that is there, and in NAME-SEED.json what words are
# worth where they are heard in one world. Of several worlds there are no matches: they take as long as the run.
measured() {
    local name=$1-$2 matches=(--matches=10 --match-ticks=2000)

    if [ "$1" = worlds ]; then matches=(); fi
    "$program" wild "$runs/$name" --check >"$runs/$name.check"
    "$program" wild "$runs/$name" --json --modes >"$here/$name.jsonl"
    "$program" wild "$runs/$name" --modes "${matches[@]}" >"$runs/$name.told"
    if [ "$1" = talk ]; then "$program" wild "$runs/$name" --speech=10 --json >"$here/$name.json"; fi
    cat "$runs/$name.check" "$runs/$name.told" >"$here/$name.txt"
}

# words NAME SEED KEY=VALUE...: a run, and in NAME-SEED.json what words are worth in its last state.
words() {
    local name=$1-$2

    if [ -e "$here/$name.json" ]; then return; fi
    begun "$@"
    "$program" wild "$runs/$name" --speech=4 --json >"$runs/$name.said"
    mv "$runs/$name.said" "$here/$name.json"
}

# missing NAME SEED: whether its table is still to be made.
missing() {
    [ ! -e "$here/$1-$2.txt" ]
}

# part NAME: whether it is to be made.
part() {
    [[ " ${PARTS:-talk turning young short random hearers turned worlds million films tables} " == *" $1 "* ]]
}

for seed in ${LONG:-1 2 3 4 5 6 7 8 9 10}; do
    if part talk && missing talk "$seed"; then
        lived talk "$seed" 100000 speech=normal
        measured talk "$seed"
    fi
    if part turning && missing turning "$seed"; then
        CONF=wild-turning.conf lived turning "$seed" 100000 speech=normal
        measured turning "$seed"
    fi
    if part young; then words young "$seed" speech=normal ticks=10000; fi
done
for seed in ${SEEDS:-1 2 3}; do
    if part short; then
        made brain "$seed"
        made turns-delta "$seed" reversal=10000
        made turns-none "$seed" reversal=10000 plastic=none
    fi
    if part random && missing random "$seed"; then
        begun random "$seed" mind=random
        measured random "$seed"
    fi
done
for seed in ${HEARERS:-1 2 3 4 5}; do
    for hearing in silent shuffled; do
        if part hearers && [ ! -e "$here/$hearing-$seed.jsonl" ]; then
            begun "$hearing" "$seed" "speech=$hearing" ticks=60000
            "$program" wild "$runs/$hearing-$seed" --json >"$runs/$hearing.told"
            mv "$runs/$hearing.told" "$here/$hearing-$seed.jsonl"
        fi
    done
done
# turned NAME SEED KEY=VALUE...: food and poison change places every 10,000 ticks, and pages are of 500: of the second
# half meals, those that fed, and bodies, by how long after the change a page ends; and who ate what.
turned() {
    if [ -e "$here/$1-$2.json" ]; then return; fi
    begun "$1" "$2" reversal=10000 report=500 trophic=yes "${@:3}"
    "$program" wild "$runs/$1-$2" --json | jq -s '.[-1].tick as $last | {
        since: [range(500; 10001; 500) as $since |
            map(select(.tick > $last / 2 and (.tick - $since) % 10000 == 0)) |
            {since: $since, bodies: (map(.bodies) | add / length), births: (map(.births) | add),
             starved: (map(.deaths.starved) | add), meals: (map(.meals) | add), fed: (map(.meals_that_fed) | add)}],
        eaten: [.[] | select(.tick > $last / 2) | .eaten[]] | group_by(.size) | map({size: .[0].size,
            plants: (map(.plants) | add), meat: (map(.meat) | add), bodies: (map(.bodies) | transpose | map(add))})}' >"$runs/$1.told"
    mv "$runs/$1.told" "$here/$1-$2.json"
}

for seed in ${TURNED:-1 2 3 4 5}; do
    if part turned; then
        turned turned-delta "$seed"
        turned turned-none "$seed" plastic=none
    fi
done
for seed in ${WORLDS:-1 2 3}; do
    if part worlds && missing worlds "$seed"; then
        FIRST=70000 lived worlds "$seed" 100000 speech=normal worlds=4 migration=0.0001 most=2000
        measured worlds "$seed"
    fi
done
for seed in ${MILLION:-1 2 3}; do
    if part million && missing million "$seed"; then
        lived million "$seed" 1000000 speech=normal
        measured million "$seed"
    fi
done
if part films && [ ! -e "$here/films.txt" ]; then
    "$program" wild "$runs/talk-${FILMED:-3}" --films="$runs/films" --gif-ticks=60 >"$runs/films.told"
    mv "$runs/films.told" "$here/films.txt"
fi
part tables || exit 0

# pages NAME FILTER: a figure of the pages of the second half, by jq. The first line is page 0, of tick 0, and a page
# tells of the ticks before it.
pages() {
    jq -rs ".[(length / 2 | floor) + 1:] | $2" "$here/$1.jsonl"
}

# told NAME WHAT: the figure of the run, and the range of its shadows, of a line of its table.
told() {
    sed -n "s/^ *$2 *\([^ ]*\) *[^ ]* *\([^ ]* to [^ ]*\)$/\1 (\2)/p" "$here/$1.txt"
}

# gain SEED HEARING: living at the end if words are heard less if not, with its standard error.
gain() {
    jq -r "[.heard.living, .$2.living] | transpose | map(.[0] - .[1]) | length as \$n | (add / \$n) as \$m |
        (map((. - \$m) * (. - \$m)) | add / (\$n - 1) / \$n | sqrt) as \$e |
        \"\(\$m * 10 | round / 10) (\(\$e * 10 | round / 10))\"" "$here/talk-$1.json"
}

# there PREFIX SUFFIX SEED...: those of the seeds of which the file is there.
there() {
    local prefix=$1 suffix=$2 seed

    shift 2
    for seed; do
        if [ -e "$here/$prefix-$seed.$suffix" ]; then echo "$seed"; fi
    done
}

# early SEED HEARING: of the ticks 30,000 to 60,000 mean bodies, deaths by hunger in 1,000 body-ticks, share that fed.
early() {
    jq -rs 'map(select(.tick > 30000 and .tick <= 60000)) | [(map(.bodies) | add / length),
        ((map(.deaths.starved) | add) / (map(.acts | add) | add) * 1000),
        ((map(.meals_that_fed) | add) / (map(.meals) | add) * 100), (map(.births) | add)] | @tsv' "$here/$2-$1.jsonl"
}

# fed NAME FROM END: share of the plants eaten that fed, in percent, between two shares of the pages of a run.
fed() {
    jq -rs --argjson from "$2" --argjson to "$3" 'length as $n | .[($from * $n | floor):($to * $n | floor)] |
        (map(.meals_that_fed) | add) / (map(.meals) | add) * 1000 | round / 10' "$here/$1.jsonl"
}

# eaten NAME: who ate what in the second half of a run, as a list by size; nothing of one that did not keep it.
eaten() {
    if [ -e "$here/$1.jsonl" ]; then
        jq -s '[.[((length / 2 | floor) + 1):][] | .eaten // empty | .[]] | group_by(.size) | map({size: .[0].size,
            plants: (map(.plants) | add), meat: (map(.meat) | add), bodies: (map(.bodies) | transpose | map(add))})' \
            "$here/$1.jsonl"
    elif [ -e "$here/$1.json" ]; then
        jq '.eaten // []' "$here/$1.json"
    fi
}

# interval: mean of the numbers of standard input, and half of its 95 % interval (Student's t).
interval() {
    awk 'BEGIN { split("12.706 4.303 3.182 2.776 2.571 2.447 2.365 2.306 2.262", t, " ") }
        { sum += $1; squares += $1 * $1; n++ }
        END { mean = sum / n; if (n < 2) { printf "%.2f", mean; exit }
            printf "%.2f (%.2f)", mean, t[n - 1] * sqrt((squares - n * mean * mean) / (n - 1) / n) }'
}

SEEDS=${SEEDS:-1 2 3} LONG=${LONG:-1 2 3 4 5 6 7 8 9 10}
mean='(add / length * 10 | round / 10)'
# shellcheck disable=SC2086
{
    echo "| run | seed | ticks | births | newcomers after half-time | bodies | fed | hunted | new ancestors shared (shadows) | ticks since the last of all (shadows) | matches won |"
    echo "|---|---|---|---|---|---|---|---|---|---|---|"
    for name in talk turning worlds million random; do
        for seed in $(there $name txt $(seq 10)); do
            run=$name-$seed
            echo "| \`$name\` | $seed | $(jq -s '.[-1].tick' "$here/$run.jsonl") | $(jq -s 'map(.births) | add' "$here/$run.jsonl") | $(pages "$run" 'map(.newcomers) | add') |" \
                "$(pages "$run" "map(.bodies) | $mean") | $(pages "$run" '(map(.meals_that_fed) | add) / (map(.meals) | add) * 100 | round') % |" \
                "$(pages "$run" 'map(.units) | (map(.hunted) | add) / (map(.hunted + .grazed + .scavenged) | add) * 1000 | round / 10') % |" \
                "$(told "$run" 'new ancestors shared by two') | $(told "$run" 'ticks since the last ancestor of all') |" \
                "$(sed -n 's/^ *won \([0-9]*\), lost.*/\1 of 10/p' "$here/$run.txt" | grep . || echo -) |"
        done
    done
    echo
    echo "| run | seed | persistent | change | novelty | novelty, last 5 pages | complexity, first | last | ecology | diets | bits of diets | of lineages |"
    echo "|---|---|---|---|---|---|---|---|---|---|---|---|"
    for name in talk turning worlds million random; do
        for seed in $(there $name txt $(seq 10)); do
            run=$name-$seed
            echo "| \`$name\` | $seed | $(pages "$run" "map(.modes.persistent) | $mean") |" \
                "$(pages "$run" "map(.modes.change // empty) | if length > 0 then $mean else \"-\" end") |" \
                "$(pages "$run" "map(.modes.novelty) | $mean") | $(pages "$run" ".[-5:] | map(.modes.novelty) | $mean") |" \
                "$(jq -rs 'map(select(.modes.persistent > 0))[0].modes.complexity // "-"' "$here/$run.jsonl") |" \
                "$(pages "$run" '.[-1].modes.complexity // "-"') | $(pages "$run" "map(.modes.ecology) | $mean") |" \
                "$(pages "$run" "map(.diets) | $mean") | $(pages "$run" "map(.diets_bits) | $mean") |" \
                "$(pages "$run" "map(.lineages_bits // empty) | if length > 0 then $mean else \"-\" end") |"
        done
    done
    echo
    echo "| run | seed | fed, before half-time | fed, last eighth | new ancestors shared, of the shadows' mean | above all shadows |"
    echo "|---|---|---|---|---|---|"
    for name in talk turning; do
        for seed in $(there $name txt $(seq 10)); do
            echo "| \`$name\` | $seed | $(fed "$name-$seed" 0.375 0.5) % | $(fed "$name-$seed" 0.875 1) % |" \
                "$(awk '/^ *new ancestors shared by two/ { printf "%.2f | %s |", $6 / $7, ($6 > $10 ? "yes" : "no") }' "$here/$name-$seed.txt")"
        done
    done
    echo
    echo "| seed | said | words, bits | tells of the event | most of the shuffled | of old | 32 ticks before | at tick 10,000 | heard less deaf | heard less shuffled |"
    echo "|---|---|---|---|---|---|---|---|---|---|"
    for seed in $(there talk json $LONG); do
        jq -r --arg seed "$seed" --slurpfile young "$here/young-$seed.json" --arg deaf "$(gain "$seed" deaf)" \
            --arg shuffled "$(gain "$seed" shuffled)" 'def r: . * 1000 | round / 1000;
            "| \($seed) | \(.said * 100 | round) % | \(.words_bits | r) | \(.tells.event.bits | r) | \(.tells.event.shuffled_most | r) | " +
            "\(.tells.event.of_old | r) | \(.tells.event.said_before | r) | \($young[0].tells.event.bits | r) | \($deaf) | \($shuffled) |"' \
            "$here/talk-$seed.json"
    done
    echo
    echo "| seed | bodies: heard | deaf | shuffled | starved in 1,000 body-ticks: heard | deaf | shuffled | fed: heard | deaf | shuffled |"
    echo "|---|---|---|---|---|---|---|---|---|---|"
    seeds=$(there talk jsonl ${HEARERS:-1 2 3 4 5})
    seeds=$(there silent jsonl $seeds)
    seeds=$(there shuffled jsonl $seeds)
    for seed in $seeds; do
        paste <(early "$seed" talk) <(early "$seed" silent) <(early "$seed" shuffled) |
            awk -v seed="$seed" '{ printf "| %d | %.1f | %.1f | %.1f | %.3f | %.3f | %.3f | %.1f %% | %.1f %% | %.1f %% |\n",
                seed, $1, $5, $9, $2, $6, $10, $3, $7, $11 }'
    done
    echo
    echo "| difference: mean (half of its 95 % interval) | bodies | starved in 1,000 body-ticks | fed, % |"
    echo "|---|---|---|---|"
    for less in silent shuffled; do
        line="| heard less $([ $less = silent ] && echo deaf || echo shuffled) |"
        for figure in 1 2 3; do
            line+=" $(for seed in $seeds; do paste <(early "$seed" talk) <(early "$seed" $less); done |
                awk -v f=$figure '{ print $f - $(f + 4) }' | interval) |"
        done
        echo "$line"
    done
    echo
    echo "| run | seed | $(seq 500 500 3000 | paste -sd'|' | sed 's/|/ | /g') | 3,500 to 10,000 | bodies | starved in 1,000 births |"
    echo "|---|---|---|---|---|---|---|---|---|---|---|"
    for name in turned-delta turned-none; do
        for seed in $(there $name json $(seq 10)); do
            jq -r --arg name $name --arg seed "$seed" 'def percent: . * 1000 | round / 10;
                def fed: (map(.fed) | add) / (map(.meals) | add) | percent;
                "| `\($name)` | \($seed) | \([.since[0:6][] | [.] | "\(fed) %"] | join(" | ")) | \(.since[6:] | fed) % | " +
                "\(.since | map(.bodies) | add / length * 10 | round / 10) | \((.since | map(.starved) | add) / (.since | map(.births) | add) * 1000 | round) |"' \
                "$here/$name-$seed.json"
        done
    done
    echo
    echo "| run | seed | units eaten | plants | meat | bodies | eaten by size 1 | 2 | 3 and more | bodies eaten by size 2 | 3 and more | highest level |"
    echo "|---|---|---|---|---|---|---|---|---|---|---|---|"
    for name in talk turning worlds million turned-delta turned-none; do
        for seed in $(seq 10); do
            eaten "$name-$seed" | jq -r --arg name $name --arg seed "$seed" 'if length == 0 then empty else
                def share($part; $all): if $all > 0 then "\($part / $all * 10000 | round / 100) %" else "-" end;
                def all: .plants + .meat + (.bodies | add // 0);
                (reduce .[] as $row ([]; . as $levels | . + [{size: $row.size, level: (1 + ($row.plants + $row.meat +
                    ([$row.bodies | to_entries[] | .value * ([$levels[] | select(.size == .key + 1).level] | first // 2)] | add // 0)) / ($row | all))}])) as $levels |
                (map(all) | add) as $units | (map(.bodies | add // 0) | add) as $hunted |
                "| `\($name)` | \($seed) | \($units) | \(share(map(.plants) | add; $units)) | \(share(map(.meat) | add; $units)) | \(share($hunted; $units)) | " +
                "\(share(map(select(.size == 1) | all) | add // 0; $units)) | \(share(map(select(.size == 2) | all) | add // 0; $units)) | \(share(map(select(.size > 2) | all) | add // 0; $units)) | " +
                "\(share(map(select(.size == 2).bodies | add // 0) | add // 0; $hunted)) | \(share(map(select(.size > 2).bodies | add // 0) | add // 0; $hunted)) | \($levels | map(.level) | max * 100 | round / 100) |" end'
        done
    done
} >"$here/tables.md"

#!/usr/bin/env bash
# 141 rules told, and 41 combinations of a law and a colour that no life meets. Evolves rule-relay.conf by several seeds and
# in two arms: augmented (the config), and plain (learning.augment = 0). Writes figures.csv (what `smallworld language`
# measures of each run), held-out.csv (the same of what no life meets), cost.csv (core-seconds), verdict.txt,
# lexicon.txt, dialogues.txt and three pictures beside this script.
#
#   results/rule-relay/run.sh [WORK]   runs go to WORK (default runs/rule-relay); what is there is not run again
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 3"), ARMS the arms. One process at
# a time, about 65 seconds of CPU time a run.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/rule-relay}
read -ra seeds <<<"${SEEDS:-1 2 3}"
read -ra arms <<<"${ARMS:-augmented plain}"
export OPENBLAS_NUM_THREADS=1
TIMEFORMAT=%U # core-seconds

mkdir -p "$work"
folders=()
for arm in "${arms[@]}"; do
    sets=()
    [ "$arm" = augmented ] || sets=(--set learning.augment=0)
    for seed in "${seeds[@]}"; do
        run=$work/$arm-$seed
        folders+=("$run")
        [ -e "$run.seconds" ] && continue
        rm -rf "${run:?}"
        { time "$program" run "$here/rule-relay.conf" -o "$run" --set run.seed="$seed" "${sets[@]}" \
            >/dev/null 2>>"$work/log"; } 2>"$work/seconds"
        mv "$work/seconds" "$run.seconds"
    done
done

# measure OPTION...: a line for each run, with arm and seed before it.
measure() {
    "$program" language "${folders[@]}" --csv "$@" | awk -F, -v folders="${folders[*]}" '
        BEGIN { split(folders, folder, " ") }
        { name = NR == 1 ? "" : folder[NR - 1]
          sub(/^.*\//, "", name)
          split(name, part, "-")
          sub(/^[^,]*,[^,]*,/, "")
          print (NR == 1 ? "arm,seed" : part[1] "," part[2]) "," $0 }'
}

measure >"$here/figures.csv"
measure --held-out >"$here/held-out.csv"
{
    echo "arm,seed,core_seconds"
    for run in "${folders[@]}"; do
        name=${run##*/}
        echo "${name%-*},${name##*-},$(cat "$run.seconds")"
    done
} >"$here/cost.csv"
first=$work/${arms[0]}-${seeds[0]}
of_arm=()
for seed in "${seeds[@]}"; do of_arm+=("$work/${arms[0]}-$seed"); done
"$program" language "${of_arm[@]}" >"$here/verdict.txt"
"$program" language "$first" --lexicon >"$here/lexicon.txt"
"$program" language "$first" --transcripts --puzzles=6 >"$here/dialogues.txt"

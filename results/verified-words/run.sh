#!/usr/bin/env bash
# Words of verified programs: evolves rules.conf and pairs.conf, each in several arms and by several seeds. Writes
# rules.csv and pairs.csv (what `smallworld language` measures of each run), held-out.csv (the same of pairs that no life
# meets), lexicon.txt and dialogues.txt beside this script.
#
#   results/verified-words/run.sh [WORK]   runs go to WORK (default runs/verified-words); what is there is not run again
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 3 4 5"), RULES and PAIRS the arms.
# One process at a time: about a minute of CPU time for a run of rules, 15 seconds for one of pairs.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/verified-words}
read -ra seeds <<<"${SEEDS:-1 2 3 4 5}"
read -ra rules <<<"${RULES:-normal}"
read -ra pairs <<<"${PAIRS:-edit program hidden silent shuffled}"
export OPENBLAS_NUM_THREADS=1

# settings ARM: what an arm sets.
settings() {
    case $1 in
    normal | edit) ;;
    program) echo --set language.tell=program ;;
    hidden) echo --set language.speak_from=hidden --set language.tell=program ;;
    silent | shuffled) echo --set phase2.channel="$1" ;;
    esac
}

# evolve CONFIG ARM SEED: one run.
evolve() {
    local sets

    read -ra sets <<<"$(settings "$2")"
    "$program" run "$here/$1.conf" -o "$work/$1-$2-$3" --set run.seed="$3" "${sets[@]}" --resume 2>>"$work/log" >&2
}

# measure CONFIG OPTION...: a line for each run, with arm and seed before it.
measure() {
    local config=$1 arm seed arms folders=()

    shift
    [ "$config" = rules ] && arms=("${rules[@]}") || arms=("${pairs[@]}")
    for arm in "${arms[@]}"; do
        for seed in "${seeds[@]}"; do
            folders+=("$work/$config-$arm-$seed")
        done
    done
    "$program" language "${folders[@]}" --csv "$@" | awk -F, -v folders="${folders[*]}" '
        BEGIN { split(folders, folder, " ") }
        { name = NR == 1 ? "" : folder[NR - 1]
          sub(/^.*\//, "", name)
          split(name, part, "-")
          sub(/^[^,]*,[^,]*,/, "")
          print (NR == 1 ? "arm,seed" : part[2] "," part[3]) "," $0 }'
}

mkdir -p "$work"
for seed in "${seeds[@]}"; do
    for arm in "${pairs[@]}"; do
        evolve pairs "$arm" "$seed"
    done
    for arm in "${rules[@]}"; do
        evolve rules "$arm" "$seed"
    done
done
measure rules >"$here/rules.csv"
measure pairs >"$here/pairs.csv"
measure pairs --held-out >"$here/held-out.csv"
"$program" language "$work/rules-${rules[0]}-${seeds[0]}" --lexicon >"$here/lexicon.txt"
"$program" language "$work/rules-${rules[0]}-${seeds[0]}" --transcripts --puzzles=3 >"$here/dialogues.txt"

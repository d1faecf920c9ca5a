# shellcheck shell=bash disable=SC2154
# arms.sh - for the run.sh of this folder, of results/crew and of results/tools: runs of one config, arm by arm and seed by
# seed, and what `smallworld language` measures of each: turns by themselves, and whole dialogues. Set before: here, the
# folder of run.sh; config; runs, where runs go; game, the game of the examination.
program=${SMALLWORLD:-build/smallworld}
figures=$here/figures.csv
export OPENBLAS_NUM_THREADS=1
TIMEFORMAT=%U # core-seconds
mkdir -p "$runs"
[ -e "$figures" ] || echo "arm,seed,core_seconds,whole,whole_silent,whole_shuffled,whole_self,unmended,mending,mended,\
later_turns,answers,turn,turn_silent,turn_constant,turn_shuffled,turn_self,turn_oracle,chance,messages,recovered,\
follow,follow_chance,influence,carries,turn_held_out,whole_mute" >"$figures"

# leaf KEY: the value at that place of the JSON in $runs/json.
leaf() {
    awk -f tests/json.awk "$runs/json" | sed -n "s/^$1=//p"
}

# one ARM SEED KEY=VALUE...: what is in the figures already is not measured again, and what is in $runs is not run
# again. Every run is also asked without a word, as it was trained or not (whole_mute).
one() {
    local arm=$1 seed=$2 run=$runs/$1-$2 sets=() line key held=

    shift 2
    [[ " ${ARMS:-$arm} " == *" $arm "* ]] || return 0
    grep -q "^$arm,$seed," "$figures" && return
    for key in "$@"; do sets+=(--set "$key"); done
    if [ ! -e "$run.seconds" ]; then
        rm -rf "${run:?}"
        { time "$program" run "$config" -o "$run" --set "run.seed=$seed" "${sets[@]}" >/dev/null 2>>"$runs/log"; } 2>"$runs/seconds"
        mv "$runs/seconds" "$run.seconds"
    fi
    line=$arm,$seed,$(cat "$run.seconds")
    "$program" language "$run" --measures --puzzles="${PUZZLES:-1000}" >"$runs/json"
    for key in dialogues.exact.{normal,silent,shuffled,self} dialogues.unmended.normal dialogues.{mending,mended,later_turns,answers} \
        exact.{normal,silent,constant,shuffled,self,oracle}.mean chance messages recovered swap_follow swap_chance \
        causal_influence.mean claim.carries; do
        line+=,$(leaf "$key")
    done
    if grep -q '^hold_out' "$config"; then
        "$program" language "$run" --measures --held-out --puzzles="${PUZZLES:-1000}" >"$runs/json"
        held=$(leaf exact.normal.mean)
    fi
    line+=,$held
    "$program" eval "$run" --member=best --game="$game" --channel=silent --json --puzzles="${PUZZLES:-1000}" >"$runs/json"
    echo "$line,$(leaf exact)" >>"$figures"
}

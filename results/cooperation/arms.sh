# shellcheck shell=bash disable=SC2154
# arms.sh - for run.sh and taught.sh, which set $program, $here, $runs, $figures and $columns: a run of
# cooperation.conf, examined in 400 worlds, as a line of $figures. columns: WHO KEY of a line of eval's JSON each.
TIMEFORMAT=%U # core-seconds

# figure WHO KEY: of one line of eval's JSON.
figure() {
    jq -r --arg who "$1" --arg key "$2" '.lives[] | select(.who == $who) | .[$key]' "$runs/eval"
}

# one NAME SEED KEY=VALUE...: unless ROWS names others, or the file has it.
one() {
    local name=$1 seed=$2 sets=() seconds line column

    shift 2
    [[ " ${ROWS:-$name} " == *" $name "* ]] || return 0
    grep -q "^$name,$seed," "$figures" && return
    for key in "$@"; do sets+=(--set "$key"); done
    rm -rf "${runs:?}/$name-$seed"
    seconds=$({ time "$program" run "$here/cooperation.conf" -o "$runs/$name-$seed" --set "run.seed=$seed" \
        "${sets[@]}" >/dev/null 2>&1; } 2>&1)
    "$program" eval "$runs/$name-$seed" --puzzles=400 --json >"$runs/eval"
    line=$name,$seed,$seconds
    for column in "${columns[@]}"; do
        line=$line,$(figure "${column% *}" "${column##* }")
    done
    echo "$line" >>"$figures"
    rm -rf "${runs:?}/$name-$seed"
}

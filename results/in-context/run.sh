#!/usr/bin/env bash
# run.sh - how much of a world is found out in context. Makes the runs that are not there yet, and writes eval.jsonl,
# curve.csv, curve.svg and kinds.md again.
#
#   SMALLWORLD=build/smallworld results/in-context/run.sh RUNS
#
# RUNS is the folder of the runs; without it runs/in-context. SEEDS are the seeds (default "1 2 3"). HELD are the kinds
# of physics that lives never meet, each in runs of its own (default "fire"): rows of `smallworld worlds --physics` or
# one option of a row (glass, gravity.up). Lines of eval.jsonl of runs that are not asked for stay; those of another
# kind than fire have its name, as context-glass-1. GENERATIONS is the length of runs (default 1000; told: half of it).
# One process at a time; about two minutes of one core for each seed and kind. What is stopped goes on where it was.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
program=${SMALLWORLD:-$root/build/smallworld}
runs=${1:-runs/in-context}
read -ra seeds <<<"${SEEDS:-1 2 3}"
read -ra kinds <<<"${HELD:-fire}"
generations=${GENERATIONS:-1000}
mkdir -p "$runs"

# examine NAME RUN OPTION...: one line of eval.jsonl, made once.
examine() {
    local name=$1 run=$runs/$2 file=$runs/$1.json
    shift 2
    if [ ! -s "$file" ]; then
        "$program" eval "$run" --seed=100 --json "$@" >"$file.new"
        mv "$file.new" "$file"
    fi
    jq -c --arg name "$name" '{name: $name} + del(.run)' "$file" >>"$runs/eval.new"
}

# one NAME KIND [--set ...]: a run that never meets a kind of physics, resumed if it was stopped.
one() {
    local run=$runs/$1 kind=$2
    shift 2
    if [ -d "$run" ]; then
        "$program" run --resume -o "$run"
    else
        "$program" run "$root/clusters/context.conf" -o "$run" --set worlds.hold_out="$kind" \
            --set run.generations="$generations" "$@"
    fi
}

: >"$runs/eval.new"
for kind in "${kinds[@]}"; do
    for seed in "${seeds[@]}"; do
        what=$kind-$seed
        [ "$kind" = fire ] && what=$seed
        one "run-$what" "$kind" --set run.seed="$seed"
        one "run-told-$what" "$kind" --set run.seed="$seed" --set worlds.source=forecast:told \
            --set run.generations=$((generations / 2))
        examine "founder-$what" "run-$what" --member=founder --puzzles=500
        examine "context-$what" "run-$what" --puzzles=500
        examine "told-$what" "run-told-$what" --puzzles=500
        examine "tuned-$what" "run-$what" --puzzles=16 --tune=16
        examine "passes-$what" "run-$what" --puzzles=16 --passes=16
        examine "founder-passes-$what" "run-$what" --member=founder --puzzles=16 --passes=16
    done
done
jq -c --slurpfile new "$runs/eval.new" 'select(.name as $n | all($new[]; .name != $n))' "$here/eval.jsonl" >"$runs/eval.all"
cat "$runs/eval.new" >>"$runs/eval.all"
cp "$runs/eval.all" "$here/eval.jsonl"

# Each line of each examination: what was shown, and what was right.
{
    echo "run,worlds,physics,shown,tuned,after,changed_right,exact,nothing_changes,false_changes"
    jq -r '. as $e | .lines[] as $l | $l.after[] |
        [$e.name, $e.worlds, $l.physics, $l.shown, $l.generations, .shown] +
        ([.changed_right, .exact, .nothing_changes, .false_changes] | map(. * 10000 | round / 10000)) | @csv' "$here/eval.jsonl" | tr -d '"'
} >"$here/curve.csv"

# What each kind that was never met loses: changed cells right after eight transitions, of worlds with it.
{
    echo "| held out | seed | 500 worlds: unseen | held | told | 16 worlds: one pass | 16 passes | best of weights |" \
        "one pass / best | 16 passes / best |"
    echo "|---|---|---|---|---|---|---|---|---|---|"
    jq -rs '
        def right(f): map(select(f) | .after[-1].changed_right);
        def line($n; f): map(select(.name == $n) | .lines[]) | right(f) | max;
        def said: if . == null then "-" else . * 1000 | round / 10 | tostring end;
        . as $all | map(.name | select(startswith("context-"))[8:]) |
        sort_by(split("-") | [length, .[:-1], (.[-1] | tonumber)]) | .[] | . as $what | $all |
        line("context-" + $what; .physics == "unseen" and .shown == "same") as $unseen |
        line("context-" + $what; .physics == "held" and .shown == "same") as $held |
        line("told-" + $what; .physics == "held" and .shown == "same") as $told |
        line("tuned-" + $what; .physics == "held" and .shown == "same") as $once |
        line("passes-" + $what; .physics == "held" and .shown == "same") as $often |
        ([.[] | select(.name == "tuned-" + $what) | .lines[] |
            select(.physics == "held" and .shown == "tuned") | .after[0].changed_right] | max) as $best |
        [($what | if contains("-") then .[:rindex("-")] else "fire" end), ($what | split("-")[-1])] +
            ([$unseen, $held, $told, $once, $often, $best,
                if $best then $once / $best else null end,
                if $best and $often then $often / $best else null end] | map(said)) |
        "| " + join(" | ") + " |"' "$here/eval.jsonl"
} >"$here/kinds.md"
cat "$here/kinds.md"

# The curve: changed cells right after 0, 1, 2, 4 and 8 transitions, a thin line for each seed with fire held out.
awk -F, '
    function x(k) { return 60 + (k == 0 ? 0 : k == 1 ? 1 : k == 2 ? 2 : k == 4 ? 3 : 4) * 90 }
    function y(p) { return 320 - 300 * p }
    BEGIN {
        print "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"380\" font-family=\"sans-serif\" font-size=\"12\">"
        print "<rect width=\"640\" height=\"380\" fill=\"white\"/>"
        for (p = 0; p <= 10; p += 2)
            printf "<line x1=\"60\" x2=\"420\" y1=\"%d\" y2=\"%d\" stroke=\"#ddd\"/><text x=\"50\" y=\"%d\" text-anchor=\"end\">%d %%</text>\n", \
                y(p / 10), y(p / 10), y(p / 10) + 4, p * 10
        n = split("0 1 2 4 8", shown, " ")
        for (i = 1; i <= n; i++)
            printf "<text x=\"%d\" y=\"340\" text-anchor=\"middle\">%d</text>\n", x(shown[i]), shown[i]
        print "<text x=\"240\" y=\"362\" text-anchor=\"middle\">transitions shown</text>"
        colour["founder unseen same"] = "#aaa"; label["founder unseen same"] = "founder"
        colour["told unseen same"] = "#888"; label["told unseen same"] = "told the physics"
        shift["told unseen same"] = -7
        colour["context unseen same"] = "#06c"; label["context unseen same"] = "finds it out"
        colour["context unseen another"] = "#c60"; label["context unseen another"] = "shown another world"
        colour["context held same"] = "#090"; label["context held same"] = "finds it out: fire, never met"
    }
    NR > 1 {
        if (split($1, name, "-") > 2) next
        what = name[1] " " $3 " " $4
        if (!(what in colour)) next
        key = what " " name[2]
        line[key] = line[key] sprintf("%d,%.1f ", x($6), y($7))
        if ($6 == 8) { end[what] += y($7); ends[what]++ }
    }
    END {
        for (key in line) {
            split(key, part, " ")
            printf "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>\n", line[key], \
                colour[part[1] " " part[2] " " part[3]] | "sort"
        }
        close("sort")
        for (what in end)
            printf "<text x=\"430\" y=\"%.1f\" fill=\"%s\">%s</text>\n", end[what] / ends[what] + 4 + shift[what], colour[what], \
                label[what] | "sort"
        close("sort")
        print "</svg>"
    }' "$here/curve.csv" >"$here/curve.svg"

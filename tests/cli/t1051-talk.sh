#!/usr/bin/env bash
# smallworld talk: a person in each seat, through a pipe; what is typed wrong is said, and the end of input ends it.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

run=$work/run
cat >"$work/tiny.conf" <<END
[run]
generations = 200
members = 64
[worlds]
laws = mirror
[agent]
$(small_agent)
[phase2]
from = 150
END
ok "a small run" "$SMALLWORLD" run "$work/tiny.conf" -o "$run"

# talks WHAT INPUT ARGUMENTS...: talk with this as its input (as printf writes it).
talks() {
    local what=$1 input=$2 code=0

    shift 2
    # shellcheck disable=SC2059 # it is a format
    printf "$input" | "$SMALLWORLD" talk "$run" "$@" >"$work/out" 2>"$work/err" || code=$?
    equal "$what ends well" 0 "$code"
    silent err
    equal "no line beyond 80 columns" "" "$(awk 'length($0) > 80' "$work/out")"
}

"$SMALLWORLD" language "$run" --csv --puzzles=4 >"$work/csv"
line() {
    sed -n "$(($1 + 2))p" "$work/csv" | cut -d, -f"$2"
}

# ---- speaker: what the agent does upon its own words is what it does when it talks to itself ----
own=$(line 0 5)
talks "a speaker" "$own\n$(line 1 5)\n" --as=speaker
equal "two puzzles, and a third begun" "puzzle 0 puzzle 1 puzzle 2" "$(grep '^puzzle' "$work/out" | paste -sd' ')"
says out "say: $own"
edits=$(line 0 7)
says out "It edits: ${edits:-(nothing)}"
says out "It would have said \"$own\" itself"
says out "The rule was mirror.x."
solved=$(($(line 0 8) + $(line 1 8)))
says out "Of your messages it understood $solved of 2; by itself it solves $solved of them."

talks "who types at random" 'a!b\nabcd\nzzz\n\n?\n?%s\nno\0tion\n%s\n' --as=speaker --puzzles=1
says out "A message has 3 letters of a to p"
says out "Letter 2 of that message is none that it hears: they are a to p."
says out "Letter 1 of that message is none that it hears: they are a to p."
says out "That line holds a byte that is no text; type it again."
talks "who asks" "?\n?$own\n$own\t\n?zz\nquit\n" --as=speaker
equal "each of the three lists has the word" 3 "$(grep -c "^  $own  mirror" "$work/out")"
says out "it says no message that begins so; any may be tried"
equal "nothing was said, so nothing is summed up" "" "$(grep 'understood' "$work/out")"
long=$(printf '%3000s' x | tr ' ' x)
talks "who types too much" "$long\n$own\n" --as=speaker --puzzles=1
says out "That line is longer than any answer; type it again."
says out "It edits:"
talks "who types nothing" '' --as=speaker
equal "one puzzle was shown" 1 "$(grep -c '^puzzle' "$work/out")"
talks "a line without an end" "$own" --as=speaker --puzzles=1
says out "It edits:"

# ---- listener, solver ----
teacher="select.everything act.mirror.x"
for seat in listener solver; do
    talks "a $seat" "?act.mir\n${teacher/ /\\n}\nstop\n" --as=$seat --puzzles=1
    says out "act.mirror.x"
    says out "Exact. The rule was mirror.x."
    talks "a $seat in one line" "$teacher stop\n" --as=$seat --puzzles=1
    says out "Exact. The rule was mirror.x."
    talks "a $seat who errs" 'fly\nselect.everything act.mirror.y\nundo\n\n?zz\nstop\n' --as=$seat --puzzles=1
    says out "there is no edit 'fly'"
    says out "the agent has no edit that begins so"
    says out "Not exact. The rule was mirror.x."
done
says out "You solved 0 of 1"
talks "a listener" "stop\n" --as=listener --puzzles=1
says out "It sees the demonstrations and says \"$own\"."
equal "and the person does not" "" "$(grep 'You see the demonstrations' "$work/out")"
many=$(printf 'act.mirror.x %.0s' {1..39})
talks "a listener who does too much" "$many\n$teacher\nstop\n" --as=listener --puzzles=1
says out "An answer has at most 40 edits, and yours has 39; type stop."
talks "a listener who leaves" "select.everything\n" --as=listener
equal "is not counted" "" "$(grep 'understood' "$work/out")"

# ---- what is refused ----
refused() {
    local what=$1 sentence=$2

    shift 2
    exits 2 "$what" "$SMALLWORLD" talk "$@"
    equal "it says why" "smallworld: $sentence" "$(cat "$work/err")"
    silent out
}
refused "no seat" "say which seat you take: --as=speaker, listener or solver (see smallworld talk --help)" "$run"
refused "a seat that is none" "--as=judge is none of speaker, listener, solver (see smallworld talk --help)" "$run" --as=judge
refused "no run" "say which run: the folder given to run -o (see smallworld talk --help)" --as=solver
exits 2 "a member that never lived" "$SMALLWORLD" talk "$run" --as=solver --member=999999999
says err "there is no member 999999999"
ok "a run of vectors" "$SMALLWORLD" run "$SW_SOURCE/clusters/function.conf" -o "$work/vectors" --stop-at=0
exits 2 "has no seats" "$SMALLWORLD" talk "$work/vectors" --as=solver
says err "vectors on a function"
finish

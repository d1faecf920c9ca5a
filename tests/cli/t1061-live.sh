#!/usr/bin/env bash
# smallworld live: worlds of bodies as text, the keys of a person through a pipe, and what it refuses.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/run.conf" <<'END'
[run]
generations = 2
members = 32
[worlds]
source = body:forage
[body]
ticks = 12
[agent]
features = 16
memory = 16
[life]
worlds = 2
[output]
progress_every = 3600
END
escape=$(printf '\033')

# The line of body A in the frame of tick $1.
body_at() {
    awk -v tick="tick $1" '$0 == tick { on = 1 } on && /^A/ { print; exit }' "$work/out"
}

ok "a config" "$SMALLWORLD" live "$work/run.conf"
silent err
says out "founder in forage, world 0"
equal "has a frame for each tick, and the first" 13 "$(grep -c '^tick ' "$work/out")"
says out "plants that feed: "
equal "no energy is made or lost" 1 "$(awk '/^energy of all/ && $7 == $11' "$work/out" | wc -l | tr -d ' ')"
cp "$work/out" "$work/first"
ok "the same again" "$SMALLWORLD" live "$work/run.conf"
same "is the same" "$work/first" "$work/out"
if grep -q "$escape" "$work/out"; then
    fail "no terminal, no colours" "there is an escape"
else
    pass "no terminal, no colours"
fi
ok "another world" "$SMALLWORLD" live "$work/run.conf" --world=3 --ticks=3
equal "is another" 4 "$(grep -c '^tick ' "$work/out")"
ok "in colour" "$SMALLWORLD" live "$work/run.conf" --ticks=1 --format=ansi
says out "${escape}[0m"

# A person: each key is a tick; arrows go, the end of the input gives the seat back.
printf '\033[A\033[B\033OD\033[Cd ' | "$SMALLWORLD" live "$work/run.conf" --seat=1 >"$work/out" 2>"$work/err"
equal "a person's life ends well" 0 "$?"
silent err
says out "arrow keys go; 1 to 7 speak; q quits"
for pair in 1=up 2=down 3=left 4=right 5=right 6=wait; do
    equal "key ${pair%=*} is ${pair#*=}" "A (you) ${pair#*=}" "$(body_at "${pair%=*}" | sed 's/,.*//')"
done
equal "then the seat is given back" "A" "$(body_at 7 | cut -d' ' -f1)"
equal "and life goes on" 13 "$(grep -c '^tick ' "$work/out")"
printf 'wq' | "$SMALLWORLD" live "$work/run.conf" --seat=1 >"$work/out" 2>"$work/err"
equal "q quits" "0 2" "$? $(grep -c '^tick ' "$work/out")"
printf '\033\033[\377\001zZ9' | "$SMALLWORLD" live "$work/run.conf" --seat=1 >"$work/out" 2>"$work/err"
equal "other bytes are waits" "0 wait" "$? $(body_at 1 | sed 's/.*(you) //; s/,.*//')"
"$SMALLWORLD" live "$work/run.conf" --seat=1 <&- >"$work/out" 2>"$work/err"
equal "no input at all" "0 13" "$? $(grep -c '^tick ' "$work/out")"

# On a terminal, where there is a tool that makes one: 80 columns, and too few.
if command -v script >/dev/null; then
    for size in "24 80" "5 9"; do
        printf 'd\033[Aq' | TERM=xterm script -qec \
            "stty rows ${size% *} cols ${size#* }; '$SMALLWORLD' live '$work/run.conf' --seat=1 --pause=5" \
            "$work/typescript" >"$work/out" 2>&1 </dev/stdin
        equal "a terminal of $size" 0 "$?"
        says out "founder in forage"
        says out "energy of all that there is"
    done
else
    skip "a terminal" "there is no script"
fi

# A run, all seats, all games.
ok "a run" "$SMALLWORLD" run "$work/run.conf" -o "$work/run"
ok "its best" "$SMALLWORLD" live "$work/run" --ticks=2
says out "in forage, world 0"
ok "its founder" "$SMALLWORLD" live "$work/run" --member=founder --ticks=2
ok "what there is" "$SMALLWORLD" live --list
sed -n '/^games/,/^hidden/s/^  \([a-z][a-z-]*\) .*/\1/p' "$work/out" >"$work/games"
while read -r game; do
    sed "s/^source.*/source = body:$game/" "$work/run.conf" >"$work/$game.conf"
    ok "$game" "$SMALLWORLD" live "$work/$game.conf" --ticks=5
done <"$work/games"

# What is refused, and how.
exits 2 "nothing" "$SMALLWORLD" live
says err "say which world"
exits 2 "a config of puzzles" "$SMALLWORLD" live "$SW_SOURCE/clusters/quick.conf"
says err "is not a game of bodies; set it to body:NAME"
exits 2 "a seat that is not there" "$SMALLWORLD" live "$work/run.conf" --seat=2
says err "--seat=2: forage has 1 seat"
exits 2 "nobody has that id" "$SMALLWORLD" live "$work/run" --member=99999999
says err "there is no member 99999999"
exits 2 "no such file" "$SMALLWORLD" live "$work/nowhere.conf"
says err "nowhere.conf"
mkdir "$work/empty"
exits 1 "a folder that is no run is refused" "$SMALLWORLD" live "$work/empty"

finish

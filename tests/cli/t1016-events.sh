#!/usr/bin/env bash
# Events and islands' sections of a config: each kind of line acts, and acts when it says; what is wrong is
# refused with its line; what cannot act is named; a run that an event stops is finished.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
cat >run.conf <<'END'
[run]
generations = 8
islands = 3
members = 64
[worlds]
laws = gravity,fill,mirror
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
edits = all
[life]
worlds = 4
ticks = 3
[phase2]
from = -1
[phase3]
game = rule-relay
[output]
progress_every = 3600
END

# Each kind of line changes the run from the generation on that it names, and not before; check is content.
rm -rf plain
"$SMALLWORLD" run run.conf -o plain 2>err
"$SMALLWORLD" inspect plain --full >plain.full
# changes LINE GENERATION [ISLAND]: scores differ from there on. What is set at generation 3 moves the parent of
# generation 4, unless it changes lives themselves.
changes() {
    local line=$1 first=$2 island=${3:-0} differs

    rm -rf r
    "$SMALLWORLD" run run.conf -o r --set "$line" 2>err
    "$SMALLWORLD" inspect r --full >r.full
    differs=$(awk -v i="$island" '
        FNR == 1 { file++ }
        $2 == i { told[file, $1] = $4 " " $5 " " $6 " " $7 }
        END {
            for (at = 0; at < 8; at++) {
                if (told[1, at] != told[2, at]) {
                    print at
                    exit
                }
            }
        }' plain.full r.full)
    equal "$line changes island $island from generation $first on" "$first" "$differs"
    ok "the run with $line is sound" "$SMALLWORLD" check r --quick
}
changes "events.1=at 3 set selection.pressure 0.6" 4
changes "events.1=at 3 set selection.pressure 0.6 on islands 1-2" "" 0
changes "events.1=at 3 set selection.pressure 0.6 on islands 1-2" 4 2
changes "events.1=ramp selection.pressure 0.01 0.9 from 3 to 6" 5
changes "events.1=at 3 set phase1.strength 0.4" 3
changes "events.1=at 50% set selection.scheme truncation" 5
changes "events.1=at 3 set worlds.laws outline" 3
changes "events.1=at 3 set life.seed 5" 3
# A phase that is known to end at 3 takes smaller steps before: the rate falls to its end by then.
changes "events.1=at 3 phase 3" 2
changes "events.1=at 3 phase rule-relay" 2
changes "events.1=when best >= -100 set worlds.laws outline" 1
changes "island 1.worlds.laws=outline" 0 1
changes "island 1.worlds.laws=outline" "" 2
changes "islands 1-2.selection.pressure=0.8" 1 2

# moves LINE: who is whose parent changes, though no setting does.
moves() {
    rm -rf r
    "$SMALLWORLD" run run.conf -o r --set "$1" 2>err
    if [ "$(digest r)" != "$(digest plain)" ]; then
        pass "$1 moves parents"
    else
        fail "$1 moves parents" "$(cat err)"
    fi
    ok "the run with $1 is sound" "$SMALLWORLD" check r
}
moves "events.1=every 2 migrate all"
moves "events.1=at 4 cull islands 0.4"
# The two ways to say one thing come to one run, but for the config: births and scores are compared.
rm -rf a b
"$SMALLWORLD" run run.conf -o a --set migration.every=2 2>err
"$SMALLWORLD" run run.conf -o b --set "events.1=every 2 migrate all" 2>err
for run in a b; do
    "$SMALLWORLD" inspect "$run" --full | sed -n '/^generation  *island/,$p' >"$run.text"
done
ok "migrate all does what migration.every does" cmp a.text b.text

# ---- the end ----

rm -rf r
exits 0 "an event stops a run" "$SMALLWORLD" run run.conf -o r --set "events.1=stop when best > -100"
says err "the run is finished at generation 1, by events.1: stop when best > -100"
exits 0 "a run that is stopped is done" "$SMALLWORLD" run -o r --resume
says err "an event has finished the run, so there is nothing to do"
exits 0 "inspect tells of the end" "$SMALLWORLD" inspect r
says out "at generation 1, by events.1"
says out "events.1 acts at generation 1, its condition being met by the one before"
rm -rf r
exits 0 "a plateau stops a run" "$SMALLWORLD" run run.conf -o r --set "events.1=stop when no gain of 100 in 4 generations"
says err "the run is finished at generation 5"
rm -rf r
exits 0 "a run stops where it is told to" "$SMALLWORLD" run run.conf -o r --set "events.1=at 25% stop"
says err "the run is finished at generation 2"

# ---- the config ----

cat run.conf - >events.conf <<'END'
[events]
# a comment
at 2 set selection.pressure 0.5   # and another
   ramp   selection.elites 1 4 from 0 to 50%
[island 1]
selection.scheme=tournament
[islands 0-1]
worlds.laws = gravity , fill
END
exits 0 "a dry run prints the events" "$SMALLWORLD" run events.conf --dry-run
says out "at 2 set selection.pressure 0.5"
says out "selection.scheme = tournament"
says out "[islands 0-1]"
says out "events.1 acts at generation 2: at 2 set"
sed '/^#/d' out >again.conf
exits 0 "what it prints is a config" "$SMALLWORLD" run again.conf --dry-run
sed -n '/^#/d;/^\[events/,$p' out >twice.lines
sed -n '/^\[events/,$p' again.conf >again.lines
ok "and comes to the same events and islands" cmp again.lines twice.lines
rm -rf r
exits 0 "a run keeps its events" "$SMALLWORLD" run events.conf -o r --stop-at 3
exits 2 "and goes on with no others" "$SMALLWORLD" run -o r --resume --set "events.1=at 2 set selection.pressure 0.6"
says err "events.N differs from the config"
exits 2 "nor with other islands" "$SMALLWORLD" run -o r --resume --set "island 0.selection.pressure=0.6"
says err "island.KEY differs from the config"
exits 0 "with its own it does" "$SMALLWORLD" run events.conf -o r --resume
exits 0 "--set replaces an event, and takes one out" "$SMALLWORLD" run events.conf --dry-run \
    --set "events.1=at 5 stop" --set "events.2="
says out "at 5 stop"
silent_of() {
    if grep -q "$1" out; then
        fail "$2" "$(cat out)"
    else
        pass "$2"
    fi
}
silent_of "^ramp" "the event is gone"

# wrong WHAT LINE SAYS: the line of the config is refused, by its number.
wrong() {
    cat run.conf - >wrong.conf <<<"$2"
    exits 2 "$1" "$SMALLWORLD" run wrong.conf --dry-run
    says err "$3"
}
lines=$(wc -l <run.conf)
wrong "a wrong trigger" $'[events]\nafter 5 stop' "wrong.conf line $((lines + 2)): the event"
wrong "a wrong action" $'[events]\n\nat 5 die' "wrong.conf line $((lines + 3)): the action"
wrong "a wrong key" $'[events]\nat 5 set selection.presure 1' "line $((lines + 2)): there is no setting"
wrong "a key that may not change" $'[events]\nat 5 set run.seed 1' "run.seed cannot change during a run"
wrong "a wrong value" $'[events]\nat 5 set selection.pressure 2' "line $((lines + 2)): selection.pressure cannot be"
wrong "a wrong condition" $'[events]\nwhen luck > 3 stop' "best, mean, worst or solve_rate"
wrong "a wrong island" $'[island one]\n' "line $((lines + 1)): an island's section is"
wrong "a line of an island that is none" $'[island 1]\nstop' "line $((lines + 2)): \"stop\" is not section.key = value"
wrong "a key of an island given twice" $'[island 1]\nselection.elites=1\nselection.elites=2' "given below [island 1] already"
wrong "settings that an event makes contradict" $'[events]\nat 5 set worlds.side_min 20' "on island 0 from generation 5 on: worlds.side_min is 20"
wrong "laws that nobody knows" $'[events]\nat 5 set worlds.laws gravitas' "on island 0 from generation 5 on"
says err "gravitas"
wrong "laws that nobody knows, on an island" $'[island 1]\nworlds.laws = gravitas' "gravitas"
exits 2 "a gap between events" "$SMALLWORLD" run run.conf --dry-run --set "events.2=at 5 stop"
says err "there is no line events.2"
exits 2 "an event of --set that is wrong" "$SMALLWORLD" run run.conf --dry-run --set "events.1=at noon stop"
says err "--set events.1: the time noon is not understood"

# ---- what cannot act ----

# idle LINE SAYS
idle() {
    "$SMALLWORLD" run run.conf --dry-run --set "$1" 2>err | sed 's/^# *//' | tr '\n' ' ' >out
    says out "$2"
}
idle "events.1=at 8 set selection.pressure 0.5" "events.1 has no effect here, because the run ends at generation 8"
idle "events.1=every 9 migrate all" "events.1 has no effect here, because none of its generations is in the run"
idle "events.1=ramp selection.pressure 0.1 0.2 from 4 to 9" "events.1 has no effect here in full, because"
idle "events.1=at 0 cull islands 0.5" "events.1 has no effect here, because before generation 0"
idle "events.1=at 2 cull islands 0.1" "events.1 has no effect here, because this share of 3 islands is none"
idle "events.1=at 2 set selection.elites 4" "events.1 has no effect here, because recombination"
idle "events.1=at 2 set selection.pressure 0.4 on island 3" "events.1 has no effect here, because the run's islands are 0 to 2"
idle "events.1=when solve_rate > 0.5 stop" "events.1 has no effect here, because no phase of the run is scored by the share"
idle "events.1=stop when no gain of 1 in 9 generations" "events.1 has no effect here, because the run has no more than 8"
idle "events.1=at 2 phase 1" "events.1 has no effect here, because phase1 is lived already"
idle "events.1=at 2 set phase4.strength 0.3" "events.1 has no effect here, because phase4 never begins"
idle "island 1.phase4.strength=0.3" "phase4.strength of [island 1] has no effect here, because phase4 never begins"
idle "events.1=every 6 migrate all" "events.1 acts at generation 6: every 6 migrate all"
idle "events.1=at 2 set selection.pressure 0.01" "events.1 has no effect here, because selection.pressure is the same without it"
idle "island 1.selection.pressure=0.01" "selection.pressure of [island 1] has no effect here, because selection.pressure is the same"
idle "island 5.selection.pressure=0.4" "selection.pressure of [island 5] has no effect here, because"
# Nor is an event idle that sets what the config says, where something else was set before it or stands on an island.
exits 0 "an event takes back what another set" "$SMALLWORLD" run run.conf --dry-run \
    --set "events.1=at 2 set selection.pressure 0.5" --set "events.2=at 4 set selection.pressure 0.01"
silent_of "events.[12] has no effect" "neither is called idle"
exits 0 "of two in one generation the lower counts" "$SMALLWORLD" run run.conf --dry-run \
    --set "events.1=at 4 set selection.pressure 0.5" --set "events.2=at 4 set selection.pressure 0.01"
silent_of "events.2 has no effect" "it is not called idle"
exits 0 "an island has something else" "$SMALLWORLD" run run.conf --dry-run \
    --set "island 1.selection.pressure=0.5" --set "events.1=at 2 set selection.pressure 0.01"
silent_of "events.[12] has no effect" "nor here"
# A key that acts from an event on is not called idle.
exits 0 "elites act once a scheme has them" "$SMALLWORLD" run run.conf --dry-run --set selection.elites=4 \
    --set "events.1=at 4 set selection.scheme truncation"
silent_of "elites has no effect" "elites are not called idle"

# What islands differ in stands on the run's page.
ok "a run of islands that differ" "$SMALLWORLD" run run.conf -o differ --stop-at=1 \
    --set "island 1.selection.scheme=truncation" --set "islands 1-2.life.seed=9"
ok "its page" "$SMALLWORLD" inspect differ
equal "names what they differ in" "[island 1] selection.scheme = truncation
[islands 1-2] life.seed = 9" "$(grep '^\[island' out)"
ok "as JSON" "$SMALLWORLD" inspect differ --json
says out '"islands_differ": ["[island 1] selection.scheme = truncation", "[islands 1-2] life.seed = 9"]'

finish

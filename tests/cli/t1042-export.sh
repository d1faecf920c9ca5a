#!/usr/bin/env bash
# One genome out to a file and in again; and whom members hear in their lives.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
cat >run.conf <<'EOS'
[run]
seed = 3
generations = 4
members = 32
keyframe_every = 3
[worlds]
laws = gravity,mirror
side_min = 4
side_max = 5
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
[life]
worlds = 4
partner = other
[selection]
scheme = tournament
pressure = 0.3
[phase1]
game = rule-relay
fitness = progress
evolve = all
[phase2]
from = -1
[output]
progress_every = 3600
EOS
sw() { "$SMALLWORLD" "$@"; }
# ---- partners ----
ok "a traced run" sw run run.conf -o run --set output.trace=yes
sed -n 's/^generation 0  member \([0-9]*\) .*  hears \([0-9]*\)$/\1 \2/p' out >heard
equal "each of a generation hears another" 32 "$(awk '$1 != $2' heard | wc -l)"
equal "and each is heard" 32 "$(cut -d ' ' -f 2 heard | sort -u | wc -l)"
read -r member partner <heard
ok "eval of one" sw eval run --member="$member" --puzzles=50
says out "Member $member hears member $partner, its partner in its life."
ok "as JSON" sw eval run --member="$member" --puzzles=50 --json
says out "\"partner\": $partner"
says out '"hearing_itself": {'
ok "replay of one" sw replay run --member="$member"
says out "speaker: member $partner, its partner in its life"
ok "a founder has none" sw replay run --member=founder
says err "lived no life: it hears itself"
ok "nobody hears anybody alone" sw eval run --member="$member" --puzzles=50 --game=solo
silent err

# ---- out and in ----
ok "a genome as npz" sw export run best -o best.npz
ok "and as safetensors" sw export run best -o best.safetensors
ok "a run that begins with it" sw run run.conf --founder=best.npz -o one
ok "and with the other" sw run run.conf --founder=best.safetensors -o two
equal "are the same run" "$(digest one)" "$(digest two)"
ok "whose founder" sw export one founder -o founder.npz
same "is that genome, bit for bit" best.npz founder.npz
ok "it is a sound run" sw check one
ok "by two ranks" "$MPIRUN" -q -n 2 "$SMALLWORLD" run run.conf --founder=best.npz -o ranks
equal "the same" "$(digest one)" "$(digest ranks)"
ok "stopped" sw run run.conf --founder=best.npz -o parts --stop-at=2
ok "and resumed" sw run --resume -o parts
equal "the same too" "$(digest one)" "$(digest parts)"
ok "a branch of it" sw run --from=one@2 --seed=9 -o branch
ok "is sound" sw check branch
python=
for each in python3 /usr/bin/python3; do
    [ -n "$python" ] || ! "$each" -c "import numpy" 2>/dev/null || python=$each
done
if [ -n "$python" ]; then
    ok "NumPy reads and writes it" "$python" -c "
import numpy
genome = numpy.load('best.npz')
assert all(genome[name].dtype == numpy.float32 for name in genome)
print(sum(genome[name].size for name in genome), 'numbers')
numpy.savez('again.npz', **{name: genome[name] for name in genome})
numpy.savez_compressed('packed.npz', **{name: genome[name] for name in genome})
del_one = {name: genome[name] for name in genome if name != 'router'}
numpy.savez('less.npz', **del_one)
numpy.savez('double.npz', **{name: genome[name].astype(float) for name in genome})"
    says out "$(sw inspect run --json | sed 's/.*"parameters": \([0-9]*\).*/\1/') numbers"
    ok "and we read what it wrote" sw run run.conf --founder=again.npz -o again
    equal "as the same" "$(digest one)" "$(digest again)"
    exits 2 "not if it is compressed" sw run run.conf --founder=packed.npz -o none
    says err "numpy.savez writes them as they are"
    exits 2 "nor if an array is missing" sw run run.conf --founder=less.npz -o none
    says err 'the array "router" is missing'
    exits 2 "nor if it is of doubles" sw run run.conf --founder=double.npz -o none
    says err "float32"
else
    skip "NumPy reads and writes it" "numpy is not installed"
fi
exits 2 "agents of another shape" sw run run.conf --set agent.memory=32 --founder=best.npz -o none
says err "float32 of shape"
printf 'nothing' >nothing.npz
exits 2 "no such file format" sw run run.conf --founder=nothing.npz -o none
says err "neither an npz nor a safetensors file"
exits 1 "no file" sw run run.conf --founder=gone.npz -o none
exits 2 "no such ending" sw export run best -o best.txt
says err ".npz or .safetensors"
exits 2 "no such member" sw export run 99999 -o x.npz
exits 2 "a branch has a population already" sw run --from=run@2 --founder=best.npz -o none
equal "nothing is left of all that" "" "$(ls -d none x.npz 2>/dev/null)"

finish

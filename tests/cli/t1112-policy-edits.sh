#!/usr/bin/env bash
# A genome's file tells which edits its head stands for. Others are refused where as many are known: of a founder
# and of a policy, in both formats; a file that does not tell is taken by its shapes.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

export LC_ALL=C # files of bytes are edited
cd "$work" || exit 1
cat >run.conf <<'EOS'
[run]
generations = 2
members = 32
[worlds]
laws = gravity.up
side_min = 5
side_max = 6
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
[life]
worlds = 4
[phase2]
from = -1
EOS
sw() { "$SMALLWORLD" "$@"; }

ok "a run of one law" sw run run.conf -o up
for format in npz safetensors; do
    ok "its best as $format" sw export up best -o up.$format
    ok "agents of the same edits begin with it" sw run run.conf -o "up-$format" --founder=up.$format --stop-at=1
    exits 2 "those of others do not" sw run run.conf -o "down-$format" --set worlds.laws=gravity.down \
        --founder=up.$format
    says err "up.$format: it knows as many edits as this run's agents, but different ones"
    equal "nothing is begun" no "$([ -e "down-$format/store" ] && echo yes || echo no)"
done
sed 's/"edits"/"stide"/' up.safetensors >silent.safetensors
ok "a file that does not tell is taken" sw run run.conf -o silent --set worlds.laws=gravity.down \
    --founder=silent.safetensors --stop-at=1

mkdir tasks
echo '{"train": [{"input": [[1, 2], [3, 4]], "output": [[3, 4], [1, 2]]}, {"input": [[5, 0], [6, 7]], "output": [[6, 7], [5, 0]]}],
       "test": [{"input": [[1, 2], [8, 9]], "output": [[8, 9], [1, 2]]}]}' >tasks/flip.json
ok "a run with all edits" sw run run.conf -o all --set agent.edits=all
for format in npz safetensors; do
    ok "its best as $format" sw export all best -o all.$format
    ok "is a policy" sw solve tasks --policy=all.$format --thoughts=3 --budget=300
done
# Another mark, as another version of the program would write it.
sed 's/"edits":"[0-9a-f]\{4\}/"edits":"wxyz/' all.safetensors >other.safetensors
sed 's/smallworld edits [0-9a-f]\{4\}/smallworld edits wxyz/' all.npz >other.npz
for format in npz safetensors; do
    exits 2 "one of other edits is none" sw solve tasks --policy=other.$format
    says err "other.$format: it knows "
    says err "but different ones"
done
finish

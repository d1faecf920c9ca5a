#!/usr/bin/env bash
# Two that own edits and work on one canvas: with words, trained in silence, trained with the words of other canvases; and
# three and four of them (crew-3, crew-4), with words and trained in silence, around canvases on which three laws are to be
# done. Of four, one owns nothing but what repeats and completes, so two laws of that kind are added. Writes figures.csv (what it has already is not run again), lexicon.txt and dialogues.txt beside this script. One process
# at a time.
#
#   results/tools/run.sh [FOLDER]      runs go to FOLDER (default: runs/tools)
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default: 1 to 10), ARMS the arms (default: all),
# PUZZLES the puzzles of an examination (default: 1000).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
config=$here/tools.conf
game=tools
runs=${1:-runs/tools}
# shellcheck source=results/box-relay/arms.sh
. "$here/../box-relay/arms.sh"

three=(life.crew=3 worlds.compose=3)
four=(life.crew=4 worlds.compose=3 "worlds.laws=gravity,mirror,turn,replace,fill,outline,repeat,complete")
for seed in ${SEEDS:-1 2 3 4 5 6 7 8 9 10}; do
    one words "$seed"
    one silent "$seed" phase2.channel=silent
    one shuffled "$seed" phase2.channel=shuffled
    one crew-3 "$seed" "${three[@]}"
    one crew-3-silent "$seed" "${three[@]}" phase2.channel=silent
    one crew-4 "$seed" "${four[@]}"
    one crew-4-silent "$seed" "${four[@]}" phase2.channel=silent
done
if [ -d "$runs/words-1" ]; then
    "$program" language "$runs/words-1" --lexicon >"$here/lexicon.txt"
    "$program" language "$runs/words-1" --transcripts --puzzles=3 >"$here/dialogues.txt"
fi

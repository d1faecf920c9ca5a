#!/usr/bin/env bash
# Four bodies that can say what they have tasted: with words, trained without a word, and trained knowing what the
# others ate. Writes figures.csv and words.csv beside this script; what they have already is not run again.
# One process at a time.
#
#   results/forage-and-tell/run.sh [FOLDER]      runs go to FOLDER (default: runs/forage-and-tell), and are deleted
#
# SMALLWORLD names the program, SEEDS the seeds (default: 1 to 10), ARMS the arms (default: all), WORLDS the worlds of
# an examination (default: 1000).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
config=$here/tell.conf
runs=${1:-runs/forage-and-tell}
# shellcheck source=results/forage-and-tell/arms.sh
. "$here/../forage-and-tell/arms.sh"

for seed in ${SEEDS:-1 2 3 4 5 6 7 8 9 10}; do
    one silent "$seed" body.speech=silent
    one words "$seed"
    one oracle "$seed" body.speech=oracle body.says=brain body.hears=sight
done

#!/usr/bin/env bash
# A body that forages and a guide that knows what feeds: with words, trained in silence, and with a body that knows
# it by itself; with words also three and nine times as long, and knowing by itself three times as long. Writes
# figures.csv and words.csv beside this script; what they have already is not run again. One process at a time.
#
#   results/guide/run.sh [FOLDER]      runs go to FOLDER (default: runs/guide), and are deleted
#
# SMALLWORLD names the program, SEEDS the seeds (default: 1 to 3), ARMS the arms (default: all), WORLDS the worlds of
# an examination (default: 1000).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
config=$here/guide.conf
runs=${1:-runs/guide}
# shellcheck source=results/forage-and-tell/arms.sh
. "$here/../forage-and-tell/arms.sh"

for seed in ${SEEDS:-1 2 3}; do
    one words "$seed"
    one silent "$seed" body.speech=silent
    one words-long "$seed" run.generations=2700
    one told "$seed" body.plastic=told body.speech=none body.hears=sight
    one told-long "$seed" run.generations=2700 body.plastic=told body.speech=none body.hears=sight
    one words-longest "$seed" run.generations=8100
done

"""Reads check.txt and prints the values at the end of whole runs as a table: pagmo's cmaes and that of
cmaes.hpp, medians over the seeds with the smallest and the largest, and the seeds in which pagmo's is less."""

import statistics
import sys

runs = {}
for line in sys.stdin:
    if line.startswith("populations"):
        continue
    program, _, function, dimension, seed, value, *_, evaluations = line.split()
    at = (int(dimension), function, int(evaluations))
    runs.setdefault(at, {}).setdefault(program, {})[int(seed)] = float(value)
print("| numbers | function | evaluations | seeds | pagmo | reordered | pagmo's is less in |")
print("|---|---|---|---|---|---|---|")
for at in sorted(runs):
    ours, theirs = runs[at]["reordered"], runs[at]["pagmo"]
    seeds = sorted(set(ours) & set(theirs))
    cells = ["%.3g (%.3g to %.3g)" % (statistics.median(row), min(row), max(row))
             for row in ([side[seed] for seed in seeds] for side in (theirs, ours))]
    less = sum(theirs[seed] < ours[seed] for seed in seeds)
    print("| %d | %s | %d | %d | %s | %s | %d |" % (*at, len(seeds), *cells, less))

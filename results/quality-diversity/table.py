#!/usr/bin/env python3
"""Lines of run.sh -> a table: mean and range over the seeds that both have, and the ratio of the means."""
import sys
from statistics import mean

worth = {}
for line in sys.stdin:
    program, function, seed, value = line.split()
    worth.setdefault(function, {}).setdefault(program, {})[int(seed)] = float(value)
print("| function | noise | of the reference | seeds | Smallworld | reference | ratio of means |")
print("|---|---|---|---|---|---|---|")
for function, by in worth.items():
    for ours, noise in ("smallworld", "four bytes"), ("smallworld-normal", "normal"):
        for reference, other in ("reference", "normal"), ("reference-bytes", "four bytes"):
            if ours not in by or reference not in by or (noise, other) == ("normal", "four bytes"):
                continue
            seeds = sorted(by[ours].keys() & by[reference].keys())
            values = [[by[p][s] for s in seeds] for p in (ours, reference)]
            cells = ["%.5g (%.5g to %.5g)" % (mean(v), min(v), max(v)) for v in values]
            print("| %s | %s | %s | %d | %s | %.3f |" % (function, noise, other, len(seeds), " | ".join(cells),
                                                       mean(values[0]) / mean(values[1])))

#!/usr/bin/env python3
"""Lines of run.sh -> a table: mean and range over seeds, and the ratio of the means."""
import sys
from statistics import mean

worth = {}
for line in sys.stdin:
    program, function, _, value = line.split()
    worth.setdefault(function, {}).setdefault(program, []).append(float(value))
print("| function | noise of the reference | seeds | Smallworld | reference | ratio of means |")
print("|---|---|---|---|---|---|")
for function, by in worth.items():
    for program, noise in ("reference", "normal"), ("reference-bytes", "four bytes"):
        if program in by:
            cells = ["%.5g (%.5g to %.5g)" % (mean(by[p]), min(by[p]), max(by[p])) for p in ("smallworld", program)]
            print("| %s | %s | %d | %s | %.3f |" % (function, noise, len(by["smallworld"]), " | ".join(cells),
                                                  mean(by["smallworld"]) / mean(by[program])))

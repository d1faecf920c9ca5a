#!/usr/bin/env python3
"""Lines of run.sh -> a table: mean and range over seeds, and the ratio of the means."""
import sys
from statistics import mean

worth = {}
for line in sys.stdin:
    program, function, _, value = line.split()
    worth.setdefault(function, {}).setdefault(program, []).append(float(value))
print("| function | seeds | Smallworld | reference | ratio of means |")
print("|---|---|---|---|---|")
for function, by in worth.items():
    cells = ["%.5g (%.5g to %.5g)" % (mean(by[p]), min(by[p]), max(by[p])) for p in ("smallworld", "reference")]
    print("| %s | %d | %s | %.3f |" % (function, len(by["smallworld"]), " | ".join(cells),
                                       mean(by["smallworld"]) / mean(by["reference"])))

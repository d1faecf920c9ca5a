"""Reads the lines of run.sh and prints a table for each dimension: medians over the seeds of the best
value, and evaluations a CPU-second (of 50,000, or of the number in argv[1]) on Rastrigin."""

import statistics
import sys

evaluations = int(sys.argv[1]) if len(sys.argv) > 1 else 50000
runs, speed = {}, {}
functions = ["sphere", "rastrigin", "rosenbrock", "ackley", "schwefel"]
for line in sys.stdin:
    program, scheme, function, dimension, _, value, seconds, *made = line.split()
    at = (int(dimension), program + " " + scheme)
    runs.setdefault(at, {}).setdefault(function, []).append(
        float("inf") if value == "ended" else float(value))
    if function == "rastrigin" and value != "ended":
        speed.setdefault(at, []).append(int((made or [evaluations])[0]) / max(float(seconds), 1e-9))
for dimension in sorted({at[0] for at in runs}):
    print("\n%d numbers:\n" % dimension)
    print("| | " + " | ".join(functions) + " | evaluations a CPU-second |")
    print("|---" * (len(functions) + 2) + "|")
    for at in [at for at in runs if at[0] == dimension]:
        cells = []
        for function in functions:
            values = runs[at].get(function)
            value = statistics.median(values) if values else None
            cells.append("-" if value is None else "ended" if value == float("inf")
                         else "%.4g" % value)
        rate = "%d" % statistics.median(speed[at]) if at in speed else "-"
        print("| " + at[1] + " | " + " | ".join(cells) + " | " + rate + " |")

#!/usr/bin/env python3
"""From figures.jsonl (stdin) to the tables of README.md (stdout): medians over turns."""
import json
import statistics
import sys

lines = [json.loads(line) for line in sys.stdin if line.strip()]
turns = [line for line in lines if line["name"].startswith("turn-")]


def table(heads, rows):
    print("| " + " | ".join(heads) + " |")
    print("|" + "---|" * len(heads))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def median(values):
    return statistics.median(values)


print("What the busiest rank does in a generation, on 1, 2 and 4 ranks (medians over turns):\n")
for point, title in ((0, "64 islands of 64 members"), (1, "1 island of 256 members")):
    rows, alone = [], None
    for ranks in (1, 2, 4):
        here = [line["measured"][point] for line in turns if line["here"] == ranks]
        if not here:
            continue
        working = median([h["working"] for h in here])
        alone = working if ranks == 1 else alone
        rows.append([
            str(ranks),
            str(here[0]["recombined"]),
            "%.1f MB" % (here[0]["held"] / 1e6),
            "%.0f MB" % (median([h["peak"] for h in here]) / 1e6),
            "%.1f ms" % (1e3 * median([h["foretold"] for h in here])),
            "%.1f ms" % (1e3 * working),
            "%.2f" % median([h["working"] / h["foretold"] for h in here]),
            "%.2f" % (alone / working) if alone else "-",
        ])
    print(title + ":\n")
    table(["ranks", "litters recombined", "holds", "peak of its process", "work foretold", "work measured",
           "measured / foretold", "one rank's / this"], rows)

print("Large runs, foretold:\n")
rows = []
for line in lines:
    if line["name"].startswith("turn-"):
        continue
    rows.append([
        "{:,}".format(line["ranks"]), "{:,}".format(line["members"]), "{:,}".format(line["islands"]),
        "%.0f ms" % (1e3 * line["seconds"]), "%.0f ms" % (1e3 * (line["live"] + line["breed"])),
        "%.1f ms" % (1e3 * line["meet"]), "%.0f ms" % (1e3 * line["store"]),
        "%.1f %%" % (100 * line["efficiency"]), "%.1f GB" % (line["coordinator_bytes"] / 1e9),
        "%.1f" % line["sent_member"], "{:,}".format(line["limit"]), line["breaks"],
    ])
table(["ranks", "members", "islands", "a generation", "work", "messages", "store", "efficiency", "memory of rank 0",
       "bytes sent a member", "below 90 % from ranks", "what costs most"], rows)

#!/usr/bin/env python3
"""What replays of one tape came to, and how alike they are: figures.csv, alike.csv, tables.md and tape.svg.

    table.py WORK REPLAYS FOLDER"""
import array
import csv
import itertools
import json
import math
import os
import sys
import zipfile

GROUPS = [("unrelated", "unrelated runs"), ("from-100", "replayed from 100"), ("from-1200", "from 1200"),
          ("from-1300", "from 1300"), ("from-1800", "from 1800")]
MEASURES = [("answers", "same answer to a puzzle"), ("messages", "same message for a puzzle"),
            ("lexicon", "same word for a rule"), ("genome", "distance of genomes")]


def weights(path):
    """All arrays of an .npz of float32, one after another."""
    out = {}
    with zipfile.ZipFile(path) as box:
        for name in sorted(box.namelist()):
            raw = box.read(name)
            length = int.from_bytes(raw[8:10], "little")
            if b"<f4" not in raw[:10 + length]:
                continue
            values = array.array("f")
            values.frombytes(raw[10 + length:])
            out[name] = values
    return out


def read(folder):
    with open(os.path.join(folder, "relay.csv"), newline="") as file:
        rows = list(csv.DictReader(file))
    with open(os.path.join(folder, "solo.json")) as file:
        solo = json.load(file)
    words = {}
    for row in rows:
        words.setdefault(row["rule"], []).append(row["message"])
    return {
        "relay": sum(float(row["exact"]) for row in rows) / len(rows),
        "solo": solo["exact"],
        "answers": [row["edits"] for row in rows],
        "messages": [row["message"] for row in rows],
        "lexicon": {rule: max(sorted(set(said)), key=said.count) for rule, said in words.items()},
        "weights": weights(os.path.join(folder, "weights.npz")),
    }


def distance(a, b):
    """Root of the mean square of differences, over that of the weights themselves."""
    apart = norm = 0.0
    for name, values in a.items():
        apart += sum((x - y) ** 2 for x, y in zip(values, b[name]))
        norm += sum(x * x + y * y for x, y in zip(values, b[name])) / 2
    return math.sqrt(apart / norm)


def alike(a, b):
    rules = sorted(a["lexicon"])
    return {
        "answers": sum(x == y for x, y in zip(a["answers"], b["answers"])) / len(a["answers"]),
        "messages": sum(x == y for x, y in zip(a["messages"], b["messages"])) / len(a["messages"]),
        "lexicon": sum(a["lexicon"][r] == b["lexicon"].get(r) for r in rules) / len(rules),
        "genome": distance(a["weights"], b["weights"]),
    }


def mean(values):
    return sum(values) / len(values)


def deviation(values):
    middle = mean(values)
    return math.sqrt(sum((v - middle) ** 2 for v in values) / (len(values) - 1))


def spread(pairs, count, key):
    """Mean over pairs and twice its standard error by the jackknife over runs: pairs share runs."""
    whole = mean([p[key] for p in pairs.values()])
    left = [mean([p[key] for ij, p in pairs.items() if i not in ij]) for i in range(count)]
    middle = mean(left)
    return whole, 2 * math.sqrt((count - 1) / count * sum((x - middle) ** 2 for x in left))


def main():
    work, replays, here = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    tape = read(os.path.join(work, "tape"))
    runs = {group: [read(os.path.join(work, "%s-%d" % (group, i + 1))) for i in range(replays)] for group, _ in GROUPS}
    pairs = {group: {(i, j): alike(runs[group][i], runs[group][j]) for i, j in itertools.combinations(range(replays), 2)}
             for group, _ in GROUPS}
    with open(os.path.join(here, "figures.csv"), "w") as out:
        print("group,number,solo,relay,answers_of_tape,messages_of_tape,lexicon_of_tape,distance_of_tape", file=out)
        print("tape,1,%.4f,%.4f,,,," % (tape["solo"], tape["relay"]), file=out)
        for group, _ in GROUPS:
            for i, run in enumerate(runs[group]):
                same = alike(tape, run)
                print("%s,%d,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f" % (group, i + 1, run["solo"], run["relay"], same["answers"],
                                                               same["messages"], same["lexicon"], same["genome"]), file=out)
    with open(os.path.join(here, "alike.csv"), "w") as out:
        print("group,a,b,answers,messages,lexicon,genome", file=out)
        for group, _ in GROUPS:
            for (i, j), p in sorted(pairs[group].items()):
                print("%s,%d,%d,%.4f,%.4f,%.4f,%.4f" % (group, i + 1, j + 1, p["answers"], p["messages"], p["lexicon"],
                                                        p["genome"]), file=out)
    with open(os.path.join(here, "tables.md"), "w") as out:
        print("| %d runs each | sees itself | is told | %s |" % (replays, " | ".join(title for _, title in MEASURES)), file=out)
        print("|---|---|---|%s" % ("---|" * len(MEASURES)), file=out)
        for group, title in GROUPS:
            cells = []
            for key in "solo", "relay":
                values = [run[key] for run in runs[group]]
                cells.append("%.1f %% (deviation %.1f)" % (100 * mean(values), 100 * deviation(values)))
            for key, _ in MEASURES:
                middle, twice = spread(pairs[group], replays, key)
                cells.append("%.2f ± %.2f" % (middle, twice) if key == "genome" else "%.0f ± %.0f %%" % (100 * middle, 100 * twice))
            print("| %s | %s |" % (title, " | ".join(cells)), file=out)
    draw(pairs, replays, os.path.join(here, "tape.svg"))


def draw(pairs, replays, path):
    """One panel a measure: a point for each pair, a bar for the mean."""
    width, height, gap = 200, 200, 50
    with open(path, "w") as out:
        total = len(MEASURES) * (width + gap) + gap
        print('<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="11">'
              '\n<rect width="100%%" height="100%%" fill="white"/>' % (total, height + 110), file=out)
        for m, (key, title) in enumerate(MEASURES):
            left, top = gap + m * (width + gap), 40
            most = 1.6 if key == "genome" else 1.0
            print('<text x="%d" y="22">%s</text>' % (left, title), file=out)
            print('<path d="M%d %dV%dH%d" fill="none" stroke="#888"/>' % (left, top, top + height, left + width), file=out)
            for tick in range(5):
                y = top + height - height * tick / 4
                print('<text x="%d" y="%.0f" text-anchor="end">%.3g</text>' % (left - 4, y + 4, most * tick / 4), file=out)
            for g, (group, _) in enumerate(GROUPS):
                x = left + (g + 0.5) * width / len(GROUPS)
                print('<g fill="#1f77b4" fill-opacity="0.35">', file=out)
                for n, p in enumerate(pairs[group].values()):
                    print('<circle cx="%.0f" cy="%.0f" r="1.5"/>'
                          % (x - 14 + 28 * ((n * 0.618034) % 1), top + height - height * min(p[key], most) / most), file=out)
                print('</g>', file=out)
                y = top + height - height * spread(pairs[group], replays, key)[0] / most
                print('<path d="M%.1f %.1fh32" stroke="#d62728" stroke-width="2"/>' % (x - 16, y), file=out)
                name = "none" if group == "unrelated" else group[5:]
                print('<text x="%.1f" y="%d" text-anchor="middle">%s</text>' % (x, top + height + 16, name), file=out)
        print('<text x="%d" y="%d">below: the generation from which they were replayed (none: unrelated runs). A point: two of %d runs; red: '
              'the mean of all pairs.</text>\n<text x="%d" y="%d">All end at generation 2,400; speech begins to evolve at 1,200.</text>\n</svg>' % (gap, height + 82, replays, gap, height + 98), file=out)


main()

#!/usr/bin/env python3
"""MAP-Elites and NSGA-II in their plainest form, to hold Smallworld's against at equal evaluations.

    reference.py FUNCTION SEED [bytes] -> "reference FUNCTION SEED WORTH", the QD score or the hypervolume

The operators are Smallworld's: one random founder, children in pairs parent + noise, parent - noise. Noise is
normal, or with "bytes" as Smallworld draws it: the sum of four random bytes, never beyond 3.46 deviations.
"""
import sys
import numpy as np

EVALUATIONS, BATCH, CELLS = 51200, 64, 32
function, seed = sys.argv[1], int(sys.argv[2])
program = "reference-bytes" if sys.argv[3:] == ["bytes"] else "reference"
rng = np.random.default_rng(seed)


def plane(x, rough):
    z = x - 2.048
    value = (z * z + (20 * np.sin(np.pi * z) ** 2 if rough else 0)).sum(1)
    clipped = np.where(abs(x) > 5.12, 5.12 / np.where(x == 0, 1, x), x)
    half = x.shape[1] // 2
    return value, 0.5 + np.stack([clipped[:, :half].mean(1), clipped[:, half:].mean(1)], 1) / 10.24


def arm(x):
    turned = np.cumsum(x, 1)
    n = x.shape[1]
    return x.var(1), np.stack([np.cos(turned).sum(1) + n, np.sin(turned).sum(1) + n], 1) / (2 * n)


def zdt(x, kind):
    x = np.clip(x, 0, 1)
    f, g = x[:, 0], 1 + 9 * x[:, 1:].mean(1)
    h = {"zdt1": 1 - np.sqrt(f / g), "zdt2": 1 - (f / g) ** 2,
         "zdt3": 1 - np.sqrt(f / g) - f / g * np.sin(10 * np.pi * f)}[kind]
    return np.stack([f, g * h], 1)


def pairs(parents, deviation):
    shape = BATCH // 2, parents.shape[1]
    if program == "reference":
        noise = rng.normal(0, deviation, shape)
    else:
        noise = (rng.integers(0, 256, (*shape, 4)).sum(2) - 510) * deviation / np.sqrt((256 ** 2 - 1) / 3)
    return np.concatenate([parents + noise, parents - noise])


def map_elites(evaluate, worst, dimension, low, high):
    archive = {}
    founder = rng.uniform(low, high, (1, dimension))
    for generation in range(EVALUATIONS // BATCH):
        keys = sorted(archive)
        chosen = rng.integers(0, max(len(keys), 1), BATCH // 2)
        parents = np.stack([archive[keys[i]][1] for i in chosen]) if keys else founder.repeat(BATCH // 2, 0)
        children = pairs(parents, 0.05 * (high - low))
        values, at = evaluate(children)
        for value, place, child in zip(values, np.clip((at * CELLS).astype(int), 0, CELLS - 1), children):
            key = tuple(place)
            if key not in archive or value < archive[key][0]:
                archive[key] = value, child
    return sum(max(0, 100 * (1 - value / worst)) for value, _ in archive.values())


def fronts(points):
    """The front of each point (0 is dominated by none) and its crowding distance."""
    rank, distance = np.zeros(len(points), int), np.zeros(len(points))
    beats = (points[:, None] <= points[None]).all(2) & (points[:, None] < points[None]).any(2)
    left = np.ones(len(points), bool)
    for front in range(len(points)):
        now = left & ~(beats & left[:, None]).any(0)
        rank[now] = front
        for k in range(2):
            order = np.flatnonzero(now)[np.argsort(points[now, k], kind="stable")]
            span = points[order[-1], k] - points[order[0], k] or 1
            distance[order[[0, -1]]] = np.inf
            distance[order[1:-1]] += (points[order[2:], k] - points[order[:-2], k]) / span
        left &= ~now
        if not left.any():
            return rank, distance


def nsga2(evaluate, dimension):
    standing = np.empty((0, dimension))
    value = np.empty((0, 2))
    parents = rng.uniform(0, 1, (1, dimension)).repeat(BATCH // 2, 0)
    for generation in range(EVALUATIONS // BATCH):
        children = pairs(parents, 0.05)
        standing = np.concatenate([standing, children])
        value = np.concatenate([value, evaluate(children)])
        rank, distance = fronts(value)
        keep = np.lexsort((-distance, rank))[:BATCH]
        standing, value = standing[keep], value[keep]
        entrants = rng.integers(0, len(keep), (BATCH // 2, 2)).min(1)  # keep is in order: lower is better
        parents = standing[entrants]
    area, lowest = 0, 1.1
    for first, second in sorted(map(tuple, value)):
        if first < 1.1 and second < lowest:
            area += (1.1 - first) * (lowest - second)
            lowest = second
    return area


PI = np.pi
worth = {
    "plane-sphere": lambda: map_elites(lambda x: plane(x, False), 100 * 7.168 ** 2, 100, -5.12, 5.12),
    "plane-rastrigin": lambda: map_elites(lambda x: plane(x, True), 100 * (7.168 ** 2 + 20 * np.sin(PI * 7.168) ** 2),
                                          100, -5.12, 5.12),
    "arm": lambda: map_elites(arm, PI ** 2, 12, -PI, PI),
}.get(function) or (lambda: nsga2(lambda x: zdt(x, function), 30))
print(program, function, seed, "%.6g" % worth())

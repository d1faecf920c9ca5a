"""deap_run.py FUNCTION DIMENSION SEED EVALUATIONS: DEAP's plain genetic algorithm and its CMA-ES (the
latter only up to 100 numbers: its full matrix takes hours at 1,000).
Prints lines "deap ALGORITHM FUNCTION DIMENSION SEED VALUE CPU-SECONDS"."""

import random
import sys
import time

import numpy as np
from deap import algorithms, base, cma, creator, tools

from functions import bounds, function

name, dimension, seed, evaluations = sys.argv[1], *map(int, sys.argv[2:5])
low, high = bounds(name)
value = function(name, dimension, seed)
creator.create("Least", base.Fitness, weights=(-1.0,))
creator.create("Vector", list, fitness=creator.Least)


def evaluate(vector):
    return (value(np.asarray(vector)),)


def genetic():
    box, members = base.Toolbox(), 250
    box.register("evaluate", evaluate)
    box.register("mate", tools.cxSimulatedBinaryBounded, eta=10.0, low=low, up=high)
    box.register("mutate", tools.mutPolynomialBounded, eta=20.0, low=low, up=high,
                 indpb=1.0 / dimension)
    box.register("select", tools.selTournament, tournsize=3)
    people = [creator.Vector(random.uniform(low, high) for _ in range(dimension))
              for _ in range(members)]
    best, spent = tools.HallOfFame(1), 0
    for one in people:
        one.fitness.values = evaluate(one)
    spent += members
    best.update(people)
    while spent < evaluations:
        people = algorithms.varAnd(box.select(people, members), box, 0.9, 0.9)
        for one in people:
            if not one.fitness.valid and spent < evaluations:
                one.fitness.values = evaluate(one)
                spent += 1
        people = [one for one in people if one.fitness.valid]
        best.update(people)
    return best[0].fitness.values[0]


def adapted():
    start = [random.uniform(low, high) for _ in range(dimension)]
    strategy = cma.Strategy(centroid=start, sigma=0.3 * (high - low), lambda_=32)
    best = float("inf")
    for _ in range(evaluations // 32):
        people = strategy.generate(creator.Vector)
        for one in people:
            one.fitness.values = evaluate(one)
            best = min(best, one.fitness.values[0])
        strategy.update(people)
    return best


for label, run in (("ga", genetic), ("cma", adapted)):
    if label == "cma" and dimension > 100:
        continue
    random.seed(seed)
    np.random.seed(seed)
    began = time.process_time()
    found = run()
    print("deap", label, name, dimension, seed, "%.6g" % found,
          "%.3f" % (time.process_time() - began), flush=True)

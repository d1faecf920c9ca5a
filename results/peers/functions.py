"""The functions of docs/functions.md, each around a point that a seed draws: for peers.

Values are those of numpy on whole vectors, so a peer pays as little for a value as it can."""

import numpy as np

RANGE = {"sphere": 5.12, "rastrigin": 5.12, "ackley": 32.768, "schwefel": 500.0, "rosenbrock": None}


def bounds(name):
    return (-5.0, 10.0) if name == "rosenbrock" else (-RANGE[name], RANGE[name])


def function(name, dimension, seed):
    """The function, its best point anywhere in the middle 80 % of the range, number by number."""
    low, high = bounds(name)
    middle, half = (low + high) / 2, (high - low) / 2
    best = middle + 0.8 * half * np.random.RandomState(seed).uniform(-1, 1, dimension)

    def sphere(x):
        z = x - best
        return float(z @ z)

    def rastrigin(x):
        z = x - best
        return float(z @ z + 10 * np.sum(1 - np.cos(2 * np.pi * z)))

    def ackley(x):
        z = x - best
        return float(20 - 20 * np.exp(-0.2 * np.sqrt(z @ z / dimension))
                     + np.e - np.exp(np.mean(np.cos(2 * np.pi * z))))

    def rosenbrock(x):
        z = x - best + 1
        return float(np.sum(100 * (z[1:] - z[:-1] ** 2) ** 2 + (1 - z[:-1]) ** 2))

    def schwefel(x):
        z = x - best + 420.968746359982
        inside = np.clip(z, -500, 500)
        return float(418.9828872724338 * dimension - inside @ np.sin(np.sqrt(np.abs(inside)))
                     + np.sum((z - inside) ** 2))

    return locals()[name]

"""Compares an answer with a sample by its shape."""

from typing import Any


def mismatches(actual: Any, sample: Any, path: str = "") -> list[str]:
    """Where the keys or types differ; null goes with anything, and a list's first entry stands for all."""
    if actual is None or sample is None:
        return []
    if isinstance(sample, dict) and isinstance(actual, dict):
        odd = [f"{path}.{key}" for key in sorted(sample.keys() ^ actual.keys())]
        return odd + [
            miss
            for key in sample.keys() & actual.keys()
            for miss in mismatches(actual[key], sample[key], f"{path}.{key}")
        ]
    if isinstance(sample, list) and isinstance(actual, list):
        return [miss for one in actual for miss in mismatches(one, sample[0], f"{path}[]")] if actual else [path]
    return [] if type(actual) is type(sample) else [f"{path}: {actual!r} for {sample!r}"]

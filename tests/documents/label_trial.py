"""The label check on trial: how many defective labels it catches, and how many good ones it stops."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from shipdesk.documents.label_check import check_label
from tests.documents.labels_bad import bad_labels
from tests.documents.labels_good import good_labels


@dataclass
class Trial:
    """What came of it: by kind how many there were and how many had faults, and a line for each that went wrong."""

    seen: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def table(self) -> list[str]:
        """A line for each kind: with faults / all."""
        return [f"{kind:32} {self.found[kind]:5} / {total}" for kind, total in self.seen.items()]


def try_bad(count: int, seed: int = 1) -> Trial:
    """Defective labels: wrong is one without a fault, or with none of those that its defect has."""
    trial = Trial()
    for at, (defect, label) in enumerate(bad_labels(count, seed)):
        codes = {fault.code for fault in check_label(label.pdf, label.number, size_mm=label.stock)}
        trial.seen[defect.name] += 1
        trial.found[defect.name] += bool(codes)
        if not codes & defect.told:
            trial.wrong.append(f"{at}: {defect.name}, {label.name}: {sorted(codes)}")
    return trial


def try_good(count: int, seed: int = 1) -> Trial:
    """Good labels: wrong is one with a fault."""
    trial = Trial()
    for at, (kind, label) in enumerate(good_labels(count, seed)):
        faults = check_label(label.pdf, label.number, size_mm=label.stock)
        trial.seen[kind] += 1
        trial.found[kind] += bool(faults)
        trial.wrong += [f"{at}: {kind}, {label.name}: {fault.sentence}" for fault in faults]
    return trial

"""How stages, standings and runs are said on the Import screen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from shipdesk.core.imports import Import, Stage, Standing
from shipdesk.ui.theme.shapes import Shape
from shipdesk.ui.theme.states import StateSpec
from shipdesk.ui.theme.tokens import Meaning
from shipdesk.usecases.imports.run import Progress

_CONTEXT = "Imports"
_MINUTE = 60


def _spec(shape: Shape, word: object, meaning: Meaning) -> StateSpec:
    return StateSpec(shape, str(word), meaning)


STAGES: Mapping[Stage, StateSpec] = {
    Stage.CHECKING: _spec(Shape.CLOCK, QT_TRANSLATE_NOOP("State", "Checking"), Meaning.ACCENT),
    Stage.READY: _spec(Shape.HALF, QT_TRANSLATE_NOOP("State", "Waiting for you"), Meaning.CARE),
    Stage.TAKING: _spec(Shape.ARROW, QT_TRANSLATE_NOOP("State", "Adding"), Meaning.ACCENT),
    Stage.DONE: _spec(Shape.TICK, QT_TRANSLATE_NOOP("State", "Done"), Meaning.GOOD),
    Stage.FAILED: _spec(Shape.OCTAGON, QT_TRANSLATE_NOOP("State", "Failed"), Meaning.STOP),
}
STANDINGS: Mapping[Standing, StateSpec] = {
    Standing.FAULTY: _spec(Shape.OCTAGON, QT_TRANSLATE_NOOP("State", "Faulty"), Meaning.STOP),
    Standing.WARNED: _spec(Shape.TRIANGLE, QT_TRANSLATE_NOOP("State", "Warnings"), Meaning.CARE),
    Standing.GOOD: _spec(Shape.TICK_RING, QT_TRANSLATE_NOOP("State", "Good"), Meaning.GOOD),
    Standing.KNOWN: _spec(Shape.SHEET, QT_TRANSLATE_NOOP("State", "Already there"), Meaning.NEUTRAL),
    Standing.TAKEN: _spec(Shape.TICK, QT_TRANSLATE_NOOP("State", "Added"), Meaning.GOOD),
    Standing.LEFT: _spec(Shape.STRUCK, QT_TRANSLATE_NOOP("State", "Left out"), Meaning.NEUTRAL),
}


def said(text: str) -> str:
    """The words in the window's language."""
    return QCoreApplication.translate(_CONTEXT, text)


def progress_words(verb: str, progress: Progress) -> str:
    """`Checking · 4,200 shipments · 690 a second · 2 min left`."""
    parts = [verb, said("{count} shipments").format(count=f"{progress.done:,}")]
    parts.append(said("{rate} a second").format(rate=f"{progress.per_second:,.0f}"))
    if progress.left_s is not None:
        parts.append(_left(progress.left_s))
    return " · ".join(parts)


def _left(seconds: float) -> str:
    if seconds < _MINUTE:
        return said("{seconds} s left").format(seconds=max(round(seconds), 1))
    return said("{minutes} min left").format(minutes=round(seconds / _MINUTE))


def came_of(one: Import) -> str:
    """What came of an import, in a line."""
    parts = []
    for standing, words in (
        (Standing.TAKEN, said("{count} added")),
        (Standing.GOOD, said("{count} good")),
        (Standing.WARNED, said("{count} with warnings")),
        (Standing.FAULTY, said("{count} faulty")),
        (Standing.KNOWN, said("{count} already there")),
        (Standing.LEFT, said("{count} left out")),
    ):
        if count := one.count(standing):
            parts.append(words.format(count=f"{count:,}"))
    return " · ".join([*parts, one.note] if one.note else parts)

"""A document that was handed over, and what a printer in trouble says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from shipdesk.core.prints import JobWord
from shipdesk.printing.targets import Target


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A document that was handed to a target: the queue's number for it, or the path of the file written.

    `word` is what is known of it at that moment; `id` is empty where nothing more will be.
    """

    target: Target
    id: str
    title: str
    word: JobWord = JobWord.SENT


#: IPP's reasons of a stopped printer (RFC 8011, 5.4.12) that somebody at the table can mend -> what is wrong.
TROUBLES = {
    "paused": "is paused; switch it on again in the system's printers",
    "media-empty": "is out of labels or paper; put in a new roll",
    "media-needed": "waits for labels or paper; put them in",
    "media-jam": "has a paper jam; clear it",
    "cover-open": "is open; close its cover",
    "door-open": "is open; close its door",
    "interlock-open": "is open; close it",
    "marker-supply-empty": "is out of ribbon or ink; put in a new one",
    "toner-empty": "is out of toner; put in a new one",
    "input-tray-missing": "lacks its tray; put it in",
    "offline": "is switched off or unplugged; switch it on",
    "shutdown": "is switched off; switch it on",
    "timed-out": "does not answer; check its cable and its power",
    "connecting-to-device": "does not answer yet; check its cable and its power",
}


def trouble(reasons: tuple[str, ...]) -> str:
    """What is wrong with a printer in words, or an empty text where its reasons are none to stop for."""
    for reason in reasons:
        if reason.endswith("-report"):
            continue
        words = TROUBLES.get(reason.removesuffix("-error").removesuffix("-warning"))
        if words:
            return words
    return ""

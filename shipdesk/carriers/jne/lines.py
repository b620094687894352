"""Text cut for JNE's tables, which count bytes of UTF-8: at words, and never inside a letter."""

from __future__ import annotations

from shipdesk.carriers.jne.vocab import LINES


def size(text: str) -> int:
    """Bytes of UTF-8."""
    return len(text.encode())


def one_line(text: str) -> str:
    """The text without its line breaks."""
    return " ".join(text.split("\n"))


def wrapped(text: str, most: int) -> list[str]:
    """The words of a text on lines of at most `most` bytes; a word that is longer stands alone, whole."""
    lines: list[str] = []
    for word in text.split():
        if lines and size(f"{lines[-1]} {word}") <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def address_lines(address: str, district: str, most: int) -> list[str]:
    """ADDR1, ADDR2 … as they will be sent: the address, then the district where there is a line left for it.

    An address that is too long has more lines than JNE takes.
    """
    lines = wrapped(address, most)
    more = wrapped(district, most)
    return lines + more if len(lines) + len(more) <= LINES else lines


def leading_words(text: str, most: int) -> str:
    """As many whole words as fit; of one that is longer as many letters."""
    first = next(iter(wrapped(text, most)), "")
    return _letters(first, most)


def _letters(text: str, most: int) -> str:
    return text.encode()[:most].decode("utf-8", "ignore")


def shortened(text: str, most: int) -> str:
    """The text as far as it fits, at the end of a word where there is one in the later half."""
    if size(text) <= most:
        return text
    kept = _letters(text, most)
    word = kept.rpartition(" ")[0].rstrip(" ,;")
    return word if size(word) * 2 > most else kept.rstrip(" ,;")

"""Keyboard layouts undone: a scanner presses the keys of a US keyboard, whatever layout the computer has.

A table says what each key writes, in the order of the keys of `_US`: without Shift, then with it. Keys that compose
(the circumflex of a French keyboard) write nothing by themselves and cannot be undone.
"""

from __future__ import annotations

from types import MappingProxyType

_US = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./" + '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
_KEYS = {
    "thai": "_ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ" + '%+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ',
    "azerty": "²&é\"'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!" + "~1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§",
    "qwertz": "^1234567890ß´qwertzuiopü+#asdfghjklöäyxcvbnm,.-" + "°!\"§$%&/()=?`QWERTZUIOPÜ*'ASDFGHJKLÖÄYXCVBNM;:_",
}

#: For each layout, which character of a US keyboard stands where it writes another.
TABLES = MappingProxyType({name: dict(zip(keys, _US, strict=True)) for name, keys in _KEYS.items()})
#: The layouts that a setting may name; `auto` knows Thai by its letters, which no barcode has.
LAYOUTS = ("auto", "us", *TABLES)
_THAI = range(0x0E00, 0x0E80)


def untangle(text: str, layout: str) -> str:
    """What the scanner meant by `text` under one of `LAYOUTS`; a character that no key writes stays."""
    if layout == "auto":
        layout = "thai" if any(ord(character) in _THAI for character in text) else "us"
    table = TABLES.get(layout)
    return "".join(table.get(character, character) for character in text) if table else text

"""The table of tokens holds what the look promises: contrast, and colours told apart by everyone."""

from itertools import combinations

import pytest

from shipdesk.ui.theme.tokens import SCHEMES, Colours, Meaning, Scheme
from shipdesk.ui.tracking.stages import STAGES, WHOLE

TEXT, LARGE = 4.5, 3.0
SURFACES = ("ground", "surface", "raised", "sunken", "hover")
#: Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
SIGHT = {
    "everyone": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
}
Triple = tuple[float, float, float]


def linear(name: str) -> Triple:
    red, green, blue = (int(name[at : at + 2], 16) / 255 for at in (1, 3, 5))

    def flat(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    return flat(red), flat(green), flat(blue)


def luminance(name: str) -> float:
    red, green, blue = linear(name)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def seen(name: str, sight: str) -> Triple:
    """The colour in CIE L*a*b* as it is seen."""
    flat = linear(name)
    red, green, blue = (
        min(1.0, max(0.0, sum(part * channel for part, channel in zip(line, flat, strict=True))))
        for line in SIGHT[sight]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883

    def root(value: float) -> float:
        return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116

    return 116 * root(y) - 16, 500 * (root(x) - root(y)), 200 * (root(y) - root(z))


def distance(one: str, other: str, sight: str) -> float:
    pairs = zip(seen(one, sight), seen(other, sight), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def pairs(colours: Colours) -> list[tuple[str, str, str, float]]:
    """Every pair that is drawn: what it is, its ink, its ground, the contrast it needs."""
    selected = colours.tone(Meaning.ACCENT).tint
    drawn: list[tuple[str, str, str, float]] = []
    for word in ("text", "muted", "faint"):
        ink = getattr(colours, word)
        drawn.extend((f"{word} on {ground}", ink, getattr(colours, ground), TEXT) for ground in SURFACES)
        drawn.append((f"{word} on a selected row", ink, selected, TEXT))
    for meaning, tone in colours.tones.items():
        grounds = {"tint": tone.tint, "selection": selected} | {name: getattr(colours, name) for name in SURFACES}
        for name, ground in grounds.items():
            drawn.append((f"{meaning} on {name}", tone.fg, ground, TEXT))
        drawn.append((f"words on solid {meaning}", tone.on_solid, tone.solid, TEXT))
    accent = colours.tone(Meaning.ACCENT)
    drawn.append(("words on a hovered primary button", accent.on_solid, colours.accent_hover, TEXT))
    drawn.append(("words on a pressed primary button", accent.on_solid, colours.accent_pressed, TEXT))
    drawn.append(("a link under the pointer", colours.accent_hover, colours.surface, TEXT))
    for ground in ("ground", "surface", "raised", "hover"):
        drawn.append((f"border of a field on {ground}", colours.line, getattr(colours, ground), LARGE))
        drawn.append((f"focus ring on {ground}", colours.focus, getattr(colours, ground), LARGE))
    drawn.append(("focus ring around what is picked", colours.focus, selected, LARGE))
    drawn.append(("focus ring in a primary button", accent.on_solid, accent.solid, LARGE))
    drawn.append(("handle of a scroll bar", colours.line, colours.surface, LARGE))
    drawn.extend(map_of_the_way(colours))
    for meaning, tone in colours.tones.items():
        drawn.append((f"words on a sheet washed in {meaning}", colours.text, tone.tint, TEXT))
        drawn.append((f"captions on a sheet washed in {meaning}", colours.muted, tone.tint, TEXT))
        drawn.append((f"units and hints on a sheet washed in {meaning}", colours.faint, tone.tint, TEXT))
        drawn.append((f"a field on a sheet washed in {meaning}", colours.line, tone.tint, LARGE))
        drawn.append((f"progress in {meaning}", tone.fg, colours.sunken, LARGE))
        for fault in (Meaning.STOP, Meaning.CARE, Meaning.ACCENT):
            what = f"{fault} on a sheet washed in {meaning}"
            drawn.append((what, colours.tone(fault).fg, tone.tint, TEXT))
    return drawn


def map_of_the_way(colours: Colours) -> list[tuple[str, str, str, float]]:
    """Its cells, pale and full, and the row that is chosen."""
    drawn = []
    for stage in (WHOLE, *STAGES):
        tone = colours.tone(stage.meaning)
        drawn.append((f"few in {stage.word}", tone.fg, tone.tint, TEXT))
        drawn.append((f"many in {stage.word}", tone.on_solid, tone.solid, TEXT))
    chosen = colours.tone(Meaning.ACCENT).tint
    drawn.append(("silent in the chosen row", colours.tone(Meaning.CARE).fg, chosen, TEXT))
    return drawn


@pytest.mark.parametrize("scheme", Scheme)
def test_every_pair_that_is_drawn_can_be_read(scheme: Scheme) -> None:
    weak = [
        f"{what}: {contrast(ink, ground):.2f} of {needed}"
        for what, ink, ground, needed in pairs(SCHEMES[scheme])
        if contrast(ink, ground) < needed
    ]
    assert not weak


def test_high_contrast_is_higher_than_the_others() -> None:
    ratios = [contrast(tone.fg, SCHEMES[Scheme.CONTRAST].surface) for tone in SCHEMES[Scheme.CONTRAST].tones.values()]
    assert min(ratios) >= 7


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("scheme", Scheme)
def test_good_care_stop_and_doubt_are_told_apart(scheme: Scheme, sight: str) -> None:
    told = (Meaning.GOOD, Meaning.CARE, Meaning.STOP, Meaning.DOUBT)
    tones = SCHEMES[scheme]
    near = {
        f"{one} and {other}": round(distance(tones.tone(one).fg, tones.tone(other).fg, sight))
        for one, other in combinations(told, 2)
        if distance(tones.tone(one).fg, tones.tone(other).fg, sight) < 15
    }
    assert not near

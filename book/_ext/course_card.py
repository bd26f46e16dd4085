"""The picture that other sites show beside a link to a page: its title on the course's own green."""

from __future__ import annotations

from pathlib import Path

import matplotlib
from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)
GREEN, PAPER, LEAF, SOFT = "#23593f", "#faf8f2", "#8fd0a8", "#cfe3d4"
MARGIN = 90
LONGEST_LINE = SIZE[0] - 2 * MARGIN
COLOURS = 32
"""Of the picture's palette: edges of letters need few."""


def draw(file: Path, title: str, above: str) -> None:
    """Write the card; `above` stands over the title in small letters."""
    picture = Image.new("RGB", SIZE, GREEN)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, SIZE[1] - 24, SIZE[0], SIZE[1]), fill=LEAF)
    pen.text((MARGIN, 95), above, font=font("DejaVuSans", 34), fill=SOFT)
    size, lines = fitted(pen, title)
    for number, line in enumerate(lines):
        place = (MARGIN, 185 + number * size * 1.25)
        pen.text(place, line, font=font("DejaVuSerif-Bold", size), fill=PAPER)
    file.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLOURS).save(file, optimize=True)


def fitted(pen: ImageDraw.ImageDraw, title: str) -> tuple[int, list[str]]:
    """The largest size at which the title takes at most three lines, and these lines."""
    for size in (84, 72, 60, 50):
        lines = [""]
        for word in title.split():
            longer = f"{lines[-1]} {word}".strip()
            if pen.textlength(longer, font=font("DejaVuSerif-Bold", size)) <= LONGEST_LINE:
                lines[-1] = longer
            else:
                lines.append(word)
        if len(lines) <= 3:
            break
    return size, lines


def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A font that matplotlib brings along, so that a card looks alike on every machine."""
    return ImageFont.truetype(str(Path(matplotlib.get_data_path(), "fonts", "ttf", f"{name}.ttf")), size)

#!/usr/bin/env python3
"""Pictures of the memo, held to kept ones. Standard library alone.

    pictures.py keep    MADE KEPT   makes the kept pictures anew: half the size, in grey
    pictures.py compare MADE KEPT   fails where one differs, is missing, or is not expected
    pictures.py margins PAGE...     fails where a printed page has ink in its margins

Two versions of a browser set the same letters a little otherwise, so single dots tell nothing. A
picture is cut into squares; in one the mean may differ a little, and only few squares may differ
more. Whether that finds a line that is gone or has moved, and takes no noise for a change, is tried
on kept pictures before it is relied on.
"""

import struct
import sys
import zlib
from pathlib import Path

SQUARE = 12  # dots of a kept picture
CLOSE = 14  # so far apart, of 255, are means that count as alike
FEW = 0.003  # of all squares with ink, so many may differ more


class Picture:
    """Grey, row by row."""

    def __init__(self, width, height, rows):
        self.width, self.height, self.rows = width, height, rows

    @staticmethod
    def read(path):
        data = Path(path).read_bytes()
        if data[:8] != b"\x89PNG\r\n\x1a\n":
            raise ValueError(f"{path} is no PNG")
        at, packed, head = 8, b"", None
        while at < len(data):
            length, kind = struct.unpack(">I4s", data[at : at + 8])
            body = data[at + 8 : at + 8 + length]
            if kind == b"IHDR":
                head = struct.unpack(">IIBBBBB", body)
            if kind == b"IDAT":
                packed += body
            at += length + 12
        width, height, depth, color, _, _, interlaced = head
        channels = {0: 1, 2: 3, 4: 2, 6: 4}.get(color)
        if depth != 8 or channels is None or interlaced:
            raise ValueError(f"{path}: a form of PNG that is not read")
        raw, stride = zlib.decompress(packed), width * channels
        before, rows = bytearray(stride), []
        for y in range(height):
            start = y * (stride + 1)
            row = unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + stride]), before, channels)
            rows.append(grey(row, channels))
            before = row
        return Picture(width, height, rows)

    def half(self):
        rows = []
        for y in range(0, self.height - 1, 2):
            one, two = self.rows[y], self.rows[y + 1]
            pairs = range(0, self.width - 1, 2)
            rows.append(bytes((one[x] + one[x + 1] + two[x] + two[x + 1] + 2) // 4 for x in pairs))
        return Picture(self.width // 2, self.height // 2, rows)

    def write(self, path):
        def chunk(kind, body):
            return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

        raw = b"".join(b"\0" + row for row in self.rows)
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 0, 0, 0, 0)
        parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b"")
        Path(path).write_bytes(b"\x89PNG\r\n\x1a\n" + parts)

    def squares(self):
        """The mean of each square, and whether it has ink: whether not all of it is alike."""
        found = {}
        for top in range(0, self.height, SQUARE):
            for left in range(0, self.width, SQUARE):
                dots = [dot for row in self.rows[top : top + SQUARE] for dot in row[left : left + SQUARE]]
                found[top, left] = (sum(dots) / len(dots), max(dots) - min(dots) > 16)
        return found


def unfiltered(kind, row, before, channels):
    for x in range(len(row)):
        left = row[x - channels] if x >= channels else 0
        above = before[x]
        corner = before[x - channels] if x >= channels else 0
        if kind == 1:
            add = left
        elif kind == 2:
            add = above
        elif kind == 3:
            add = (left + above) // 2
        elif kind == 4:
            guess = left + above - corner
            add = min((left, above, corner), key=lambda one: abs(guess - one))
        else:
            break
        row[x] = (row[x] + add) & 255
    return row


def grey(row, channels):
    if channels == 1:
        return bytes(row)
    if channels == 2:
        return bytes(row[::2])
    red, green, blue = row[::channels], row[1::channels], row[2::channels]
    return bytes((3 * r + 6 * g + b) // 10 for r, g, b in zip(red, green, blue))


def difference(kept, made):
    """What tells two pictures apart; nothing where they are alike."""
    if (kept.width, kept.height) != (made.width, made.height):
        return f"{made.width}×{made.height} dots, and {kept.width}×{kept.height} are kept"
    ours, theirs = kept.squares(), made.squares()
    inked = [at for at in ours if ours[at][1] or theirs[at][1]]
    apart = [at for at in ours if abs(ours[at][0] - theirs[at][0]) > CLOSE]
    if len(apart) > FEW * max(1, len(inked)):
        top, left = apart[0]
        return f"{len(apart)} of {len(inked)} squares differ, the first at {left}, {top}"
    return None


def tried(name, picture):
    """Whether a change that matters would be found in this picture, and noise would not."""
    noisy = [bytes(min(255, max(0, dot + (x * 7 + y * 13) % 9 - 4)) for x, dot in enumerate(row))
             for y, row in enumerate(picture.rows)]
    if difference(picture, Picture(picture.width, picture.height, noisy)):
        return f"{name}: noise is taken for a change"
    paper = picture.rows[0][0]
    inked = [at for at, (_, ink) in picture.squares().items() if ink]
    middle = inked[len(inked) // 2][0]
    gone = [bytes([paper] * picture.width) if middle <= y < middle + 2 * SQUARE else row
            for y, row in enumerate(picture.rows)]
    moved = picture.rows[:middle] + [bytes([paper] * picture.width)] * 6 + picture.rows[middle:-6]
    for what, rows in [("a line that is gone", gone), ("lines that moved", moved)]:
        if difference(picture, Picture(picture.width, picture.height, rows)) is None:
            return f"{name}: {what} would not be found"
    return None


def names(folder):
    return sorted(path.name for path in Path(folder).glob("*.png"))


def keep(made, kept):
    Path(kept).mkdir(parents=True, exist_ok=True)
    for name in names(kept):
        (Path(kept) / name).unlink()
    for name in names(made):
        Picture.read(Path(made) / name).half().write(Path(kept) / name)
    return []


def compare(made, kept):
    wrong = []
    if names(made) != names(kept):
        wrong.append(f"made are {names(made)}, and kept are {names(kept)}")
    for name in set(names(made)) & set(names(kept)):
        before = Picture.read(Path(kept) / name)
        if name.endswith(("light.png", "page-1.png")):
            wrong.append(tried(name, before))
        found = difference(before, Picture.read(Path(made) / name).half())
        wrong.append(found and f"{name}: {found}")
    return [one for one in wrong if one]


def margins(*pages):
    """The margins are 16 mm at the sides; up to 14 mm they are white, but for a fringe of a letter."""
    wrong = []
    for page in pages:
        picture = Picture.read(page)
        edge = picture.width * 14 // 210
        for y, row in enumerate(picture.rows):
            if min(row[:edge]) < 250 or min(row[-edge:]) < 250:
                wrong.append(f"{page}: ink in the margin, {y} dots from the top")
                break
    return wrong


if __name__ == "__main__":
    does = {"keep": keep, "compare": compare, "margins": margins}[sys.argv[1]]
    found = does(*sys.argv[2:])
    for line in found:
        print(line)
    sys.exit(1 if found else 0)

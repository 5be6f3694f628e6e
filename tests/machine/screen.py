# SPDX-License-Identifier: MIT
"""Pictures: QEMU's of a screen, and those that `chasqui render` makes. What should be the same is the same in every pixel."""

import functools
import struct
import zlib


def read_png(path):
    """Width, height and pixels of what chasqui's own writer made: 8-bit RGB, each row the difference from the one above."""
    with open(path, "rb") as file:
        data = file.read()
    at, packed, width, height = 8, b"", 0, 0
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + size]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
            assert (depth, colour) == (8, 2), f"{path}: not 8-bit RGB"
        elif kind == b"IDAT":
            packed += body
        at += size + 12
    raw, row, rows = zlib.decompress(packed), bytes(width * 3), []
    for y in range(height):
        line = raw[y * (width * 3 + 1):(y + 1) * (width * 3 + 1)]
        assert line[0] in (0, 2), f"{path}: another filter"
        row = bytes((a + b) & 255 for a, b in zip(line[1:], row)) if line[0] == 2 else line[1:]
        rows.append(row)
    return width, height, b"".join(rows)


def write_png(path, picture):
    width, height, pixels = picture

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    lines = b"".join(b"\0" + pixels[y * width * 3:(y + 1) * width * 3] for y in range(height))
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
                   chunk(b"IDAT", zlib.compress(lines, 6)) + chunk(b"IEND", b""))


def differing(one, other, but=(0, 0, 0, 0)):
    """How many pixels of two pictures differ, not counting those in the rectangle `but`; all, if their sizes do."""
    width = one[0]
    if one[:2] != other[:2]:
        return max(one[0] * one[1], other[0] * other[1])
    if one[2] == other[2]:
        return 0
    left, top, wide, high = but
    return sum(one[2][i * 3:i * 3 + 3] != other[2][i * 3:i * 3 + 3] for i in range(width * one[1])
               if not (left <= i % width < left + wide and top <= i // width < top + high))


def pixel(picture, x, y):
    at = (y * picture[0] + x) * 3
    return picture[2][at:at + 3]


class Scene:
    """A scene as `chasqui replay --dump` prints it (src/scene/dump.c): its flat colours, its letters, and what can be touched."""

    def __init__(self, text):
        self.id, self.painted, self.letters, self.regions = "", [], [], []
        for line in text.splitlines():
            words = line.split()
            if words[0] == "scene":
                self.id = words[1]
            elif len(words) > 2 and "," in words[1] and "x" in words[2]:
                rect = (*map(int, words[1].split(",")), *map(int, words[2].split("x")))
                self.take(rect, words)

    def take(self, rect, words):
        if words[0] == "touch":
            self.regions.append((rect, words[3], words[4] if len(words) > 4 else ""))
            return
        colour = bytes.fromhex(words[3][1:])
        if words[0] == "text":
            self.letters.append((rect, colour))
        radius = int(words[words.index("radius") + 1]) if words[0] == "fill" and "radius" in words else 0
        self.painted.append((rect, colour if words[0] == "fill" and "border" not in words else None, radius))

    @functools.cached_property
    def flat_points(self):
        """Points of a grid where a flat colour is on top, with that colour. A margin is left around the edges of all that is not
        a plain rectangle."""
        width, height, step, points = *self.painted[0][0][2:], 16, []
        for y in range(step // 2, height, step):
            for x in range(step // 2, width, step):
                colour = None
                for (left, top, w, h), flat, radius in self.painted:
                    margin = 6 if radius or flat is None else 0
                    if left - margin <= x < left + w + margin and top - margin <= y < top + h + margin:
                        inside = left + radius <= x < left + w - radius and top + radius <= y < top + h - radius
                        colour = flat if inside else None
                if colour is not None:
                    points.append((x, y, colour))
        return points

    def stands_on(self, picture):
        """Whether a picture has this scene's flat colours where they should be, and its letters. Where the machine has no
        loudspeaker the button to listen is missing."""
        points = self.flat_points
        if len(points) < 100 or any(pixel(picture, x, y) != colour for x, y, colour in points):
            return False
        unheard = [rect for rect, act, _ in self.regions if act == "listen"]
        return all(has_colour(picture, rect, colour) for rect, colour in self.letters if not any(map(within(rect), unheard)))


def within(rect):
    left, top = rect[:2]
    return lambda outer: outer[0] <= left < outer[0] + outer[2] and outer[1] <= top < outer[1] + outer[3]


def has_colour(picture, rect, colour):
    left, top, width, height = rect
    for y in range(max(top, 0), min(top + height, picture[1])):
        row = picture[2][(y * picture[0] + left) * 3:(y * picture[0] + left + width) * 3]
        at = row.find(colour)
        while at >= 0 and at % 3:
            at = row.find(colour, at + 1)
        if at >= 0:
            return True
    return False

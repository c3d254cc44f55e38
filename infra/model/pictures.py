"""Writes small picture files of many formats, and beside them what PIL reads of each, as diffusers' load_image has it read.

    python pictures.py ../../core/src/test/resources/pictures
"""

import argparse
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

WIDTH, HEIGHT = 26, 18


def colours(channels, seed=1):
    """Soft colours with an edge, no two corners alike."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(0, 256, (3, 4, channels), dtype=np.uint8)
    bands = [Image.fromarray(coarse[..., c]).resize((WIDTH, HEIGHT), Image.BICUBIC) for c in range(channels)]
    values = np.stack([np.asarray(band) for band in bands], -1)
    values[: HEIGHT // 3, : WIDTH // 4] = 250 - 60 * np.arange(channels)
    return values


def png(colour_type, depth, rows):
    """A PNG of samples that PIL cannot write; rows are big-endian octets."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, depth, colour_type, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def exif(orientation):
    found = Image.Exif()
    found[0x0112] = orientation
    return found


def write(out):
    rgb = Image.fromarray(colours(3))
    rgba = Image.fromarray(colours(4), "RGBA")
    gray = rgb.convert("L")
    la = Image.merge("LA", (gray, Image.fromarray(colours(1, 2)[..., 0])))
    wide = np.random.default_rng(3).integers(0, 65536, (HEIGHT, WIDTH, 3), dtype=np.uint16)
    wide_rows = [row.astype(">u2").tobytes() for row in wide]

    rgb.save(out / "rgb.png")
    rgba.save(out / "rgba.png")
    gray.save(out / "gray.png")
    la.save(out / "gray-alpha.png")
    gray.convert("1").save(out / "one-bit.png")
    rgb.quantize(40).save(out / "palette.png")
    rgb.quantize(7).save(out / "palette-transparent.png", transparency=3, bits=4)
    rgb.save(out / "texts.png", exif=exif(6), icc_profile=b"\0" * 200)
    (out / "rgb-16.png").write_bytes(png(2, 16, wide_rows))

    rgb.save(out / "rgb.jpg", quality=95)
    rgb.save(out / "full-chroma.jpg", quality=95, subsampling=0)
    rgb.save(out / "progressive.jpg", quality=95, progressive=True)
    gray.save(out / "gray.jpg", quality=95)
    rgb.convert("CMYK").save(out / "cmyk.jpg", quality=95)
    for orientation in range(1, 9):
        rgb.save(out / f"orientation-{orientation}.jpg", quality=95, exif=exif(orientation))

    rgb.save(out / "lossy.webp", quality=90)
    gray.convert("RGB").save(out / "lossy-gray.webp", quality=90)
    rgb.save(out / "lossless.webp", lossless=True)
    rgba.save(out / "lossy-alpha.webp", quality=90, exact=True)
    rgba.save(out / "lossless-alpha.webp", lossless=True, exact=True)
    rgb.save(out / "orientation-8.webp", quality=90, exif=exif(8))


def read(out):
    (out / "read").mkdir(exist_ok=True)
    for file in sorted(out.iterdir()):
        if file.is_file():
            image = ImageOps.exif_transpose(Image.open(file)).convert("RGB")
            Image.fromarray(np.asarray(image)).save(out / "read" / f"{file.name}.png")


def refused(out):
    """Whole files of kinds that are refused."""
    (out / "refused").mkdir(exist_ok=True)
    frames = [Image.fromarray(colours(3, seed)) for seed in (1, 2)]
    for name in ("animated.png", "animated.webp", "animated.gif"):
        frames[0].save(out / "refused" / name, save_all=True, append_images=frames[1:])
    frames[0].save(out / "refused" / "picture.bmp")
    frames[0].save(out / "refused" / "picture.tiff")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    folder = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    write(folder)
    read(folder)
    refused(folder)

"""Makes core/src/test/resources/interop/vectors.json: what of the formats needs no key, worked out from docs/formats.md alone.

Run from the root of the tree: python3 e2e/src/test/interop/vectors.py
"""

import base64
import hashlib
import json
import pathlib

FOLDER = pathlib.Path("core/src/test/resources/interop")


def size_class(length):
    """Octets of a picture file of this length once it is padded."""
    octets = length + 1
    step = max(4096, (1 << (octets.bit_length() - 1)) // 4)
    return -(-octets // step) * step


def padded(document):
    """A prompt document as it is sealed."""
    octets = document.encode()
    return octets + b" " * (-len(octets) % 256)


def drawn_seed(job, plaintext):
    """The seed of a document that names none."""
    digest = hashlib.sha256(b"darkroom-seed" + job.encode() + plaintext).digest()
    return int.from_bytes(digest[:4], "big")


def split(compact):
    """What goes to Redis, and what goes to Kafka."""
    header, key, *rest = compact.split(".")
    return key, ".".join([header, "", *rest])


job = json.loads((FOLDER / "ours.json").read_text())["job"]
sealed = json.loads((FOLDER / "jose.json").read_text())["sealed_prompt"]
documents = ['{"prompt":"a fox"}', '{"prompt":"\u706f\u53f0 \U0001f5fc"}', '{"prompt":"' + "a" * 300 + '"}']
lengths = [0, 1, 4094, 4095, 4096, 8191, 16383, 20479, 32767, 32768, 40959, 65535, 65536, 1000000, 16777215]
key_part, body = split(sealed)
vectors = {
    "made_by": "e2e/src/test/interop/vectors.py",
    "picture_padding": [{"file_octets": n, "padded_octets": size_class(n)} for n in lengths],
    "padded_picture": {
        "file": base64.b64encode(b"\x00\x80\x00").decode(),
        "begins": base64.b64encode(b"\x00\x80\x00\x80\x00").decode(),
        "octets": size_class(3),
    },
    "drawn_seed": [
        {"job": job, "document": d, "padded_octets": len(padded(d)), "seed": drawn_seed(job, padded(d))} for d in documents
    ],
    "split": {"sealed_prompt": sealed, "key_part": key_part, "body": body},
}
(FOLDER / "vectors.json").write_text(json.dumps(vectors, indent=2) + "\n")

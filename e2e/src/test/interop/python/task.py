"""Reads what is asked from standard input, has it done, and writes the answer."""

import base64
import importlib.metadata
import json
import sys


def encode(octets):
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def header(task):
    return {
        "alg": "ECDH-ES+A256KW",
        "enc": "A256GCM",
        "kid": task["key"]["kid"],
        "typ": "darkroom-prompt",
        "jid": task["jid"],
    }


def run(library, seal, open_sealed):
    """`seal(key, header, plaintext)` gives a compact JWE, `open_sealed(key, sealed)` header and plaintext."""
    task = json.load(sys.stdin)
    if task["do"] == "seal":
        answer = {"sealed": seal(task["key"], header(task), decode(task["plaintext"]))}
    elif task["do"] == "open":
        found, plaintext = open_sealed(task["key"], task["sealed"])
        answer = {"header": found, "plaintext": encode(plaintext)}
    else:
        answer = {"library": library, "version": importlib.metadata.version(library)}
    json.dump(answer, sys.stdout)

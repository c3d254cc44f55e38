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


def signature_header(task):
    return {"alg": "ES256", "kid": task["key"]["kid"], "typ": "darkroom-receipt"}


def run(library, seal, open_sealed, sign, verify):
    """`seal(key, header, plaintext)` gives a compact JWE, `open_sealed(key, sealed)` header and plaintext.

    `sign(key, header, payload)` gives a compact JWS, `verify(key, signed)` header and payload, or fails.
    """
    task = json.load(sys.stdin)
    if task["do"] == "seal":
        answer = {"sealed": seal(task["key"], header(task), decode(task["plaintext"]))}
    elif task["do"] == "open":
        found, plaintext = open_sealed(task["key"], task["sealed"])
        answer = {"header": found, "plaintext": encode(plaintext)}
    elif task["do"] == "sign":
        answer = {"signed": sign(task["key"], signature_header(task), decode(task["payload"]))}
    elif task["do"] == "verify":
        found, payload = verify(task["key"], task["signed"])
        answer = {"header": found, "payload": encode(payload)}
    else:
        answer = {"library": library, "version": importlib.metadata.version(library)}
    json.dump(answer, sys.stdout)

"""jwcrypto; see ../README.md."""

import json

from jwcrypto import jwe, jwk

import task


def seal(key, header, plaintext):
    sealed = jwe.JWE(plaintext, protected=json.dumps(header), recipient=jwk.JWK(**key))
    return sealed.serialize(compact=True)


def open_sealed(key, sealed):
    opened = jwe.JWE()
    opened.deserialize(sealed, key=jwk.JWK(**key))
    return opened.jose_header, opened.payload


task.run("jwcrypto", seal, open_sealed)

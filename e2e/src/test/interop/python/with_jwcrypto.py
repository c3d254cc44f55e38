"""jwcrypto; see ../README.md."""

import json

from jwcrypto import jwe, jwk, jws

import task


def seal(key, header, plaintext):
    sealed = jwe.JWE(plaintext, protected=json.dumps(header), recipient=jwk.JWK(**key))
    return sealed.serialize(compact=True)


def open_sealed(key, sealed):
    opened = jwe.JWE()
    opened.deserialize(sealed, key=jwk.JWK(**key))
    return opened.jose_header, opened.payload


def sign(key, header, payload):
    signed = jws.JWS(payload)
    signed.add_signature(jwk.JWK(**key), protected=json.dumps(header))
    return signed.serialize(compact=True)


def verify(key, signed):
    verified = jws.JWS()
    verified.deserialize(signed, key=jwk.JWK(**key), alg="ES256")
    return verified.jose_header, verified.payload


task.run("jwcrypto", seal, open_sealed, sign, verify)

"""joserfc; see ../README.md."""

from joserfc import jwe, jws
from joserfc.jwk import ECKey
from joserfc.registry import HeaderParameter

import task

REGISTRY = jwe.JWERegistry(
    {
        "jid": HeaderParameter("job id", "str"),
        "img": HeaderParameter("picture number", "int"),
        "pad": HeaderParameter("padding", "str"),
    },
    algorithms=["ECDH-ES+A256KW", "A256GCM"],
)


def seal(key, header, plaintext):
    return jwe.encrypt_compact(header, plaintext, ECKey.import_key(key), registry=REGISTRY)


def open_sealed(key, sealed):
    opened = jwe.decrypt_compact(sealed, ECKey.import_key(key), registry=REGISTRY)
    return opened.headers(), opened.plaintext


def sign(key, header, payload):
    return jws.serialize_compact(header, payload, ECKey.import_key(key), algorithms=["ES256"])


def verify(key, signed):
    verified = jws.deserialize_compact(signed, ECKey.import_key(key), algorithms=["ES256"])
    return verified.headers(), verified.payload


task.run("joserfc", seal, open_sealed, sign, verify)

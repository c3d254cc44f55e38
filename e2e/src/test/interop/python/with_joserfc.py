"""joserfc; see ../README.md."""

from joserfc import jwe
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


task.run("joserfc", seal, open_sealed)

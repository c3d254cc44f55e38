"""Records what four libraries seal and sign, and what they find in what Darkroom sealed and signed: core/src/test/resources/interop/*.json.

Needs what README.md lists. Before it, with the test classes of core on the class path, OurRecording makes keys and seals.
"""

import base64
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[3]
FOLDER = ROOT / "core/src/test/resources/interop"
LIBRARIES = {
    "jwcrypto": [sys.executable, HERE / "python/with_jwcrypto.py"],
    "joserfc": [sys.executable, HERE / "python/with_joserfc.py"],
    "jose": ["node", HERE / "js/with_jose.mjs"],
    "go-jose": [HERE / "go/with-go-jose"],
}
STEP = 256


def ask(command, task):
    answer = subprocess.run(command, input=json.dumps(task), capture_output=True, text=True, check=True)
    return json.loads(answer.stdout)


def key(name):
    return json.loads((FOLDER / f"{name}.jwks.json").read_text())["keys"][0]


def public(jwk):
    return {name: value for name, value in jwk.items() if name != "d"}


def record(name, command, ours):
    document = {
        "prompt": f"灯台 🗼 \"by\" {name}",
        "negative_prompt": "blurry",
        "seed": 9223372036854775807,
        "init_image": ours["picture"],
        "mask": ours["picture"],
        "result_key": public(key("client")),
    }
    plaintext = json.dumps(document).encode()
    plaintext += b" " * (-len(plaintext) % STEP)
    encoded = base64.urlsafe_b64encode(plaintext).rstrip(b"=").decode()
    seal = {"do": "seal", "key": public(key("worker")), "jid": ours["job"], "plaintext": encoded}
    recording = ask(command, {"do": "version"})
    recording["made_by"] = "e2e/src/test/interop/record.py"
    recording["document"] = document
    recording["sealed_prompt"] = ask(command, seal)["sealed"]
    for part in ["picture", "seed"]:
        opened = ask(command, {"do": "open", "key": key("client"), "sealed": ours[f"sealed_{part}"]})
        recording[f"{part}_plaintext"] = opened["plaintext"]
    (FOLDER / f"{name}.json").write_text(json.dumps(recording, indent=2) + "\n")


def record_receipt(name, command, ours):
    recording = ask(command, {"do": "version"})
    recording["made_by"] = "e2e/src/test/interop/record.py"
    recording["signed"] = ask(command, {"do": "sign", "key": key("receipt"), "payload": ours["payload"]})["signed"]
    verified = ask(command, {"do": "verify", "key": public(key("receipt")), "signed": ours["signed"]})
    recording["payload"] = verified["payload"]
    (FOLDER / f"receipt-{name}.json").write_text(json.dumps(recording, indent=2) + "\n")


RECORDERS = {"ours": record, "ours-receipt": record_receipt}
# What is to be recorded anew; without an argument all of it.
for mine in sys.argv[1:] or RECORDERS:
    for library, command in LIBRARIES.items():
        RECORDERS[mine](library, command, json.loads((FOLDER / f"{mine}.json").read_text()))

// jose; see ../README.md.
import { readFileSync } from 'node:fs';
import {
  base64url,
  CompactEncrypt,
  compactDecrypt,
  CompactSign,
  compactVerify,
  importJWK,
} from 'jose';

const ALG = 'ECDH-ES+A256KW';

async function answer(task) {
  if (task.do === 'version') {
    const about = new URL('./node_modules/jose/package.json', import.meta.url);
    return { library: 'jose', version: JSON.parse(readFileSync(about)).version };
  }
  if (task.do === 'sign') {
    const signed = await new CompactSign(base64url.decode(task.payload))
      .setProtectedHeader({ alg: 'ES256', kid: task.key.kid, typ: 'darkroom-receipt' })
      .sign(await importJWK(task.key, 'ES256'));
    return { signed };
  }
  if (task.do === 'verify') {
    const key = await importJWK(task.key, 'ES256');
    const { payload, protectedHeader } = await compactVerify(task.signed, key, { algorithms: ['ES256'] });
    return { header: protectedHeader, payload: base64url.encode(payload) };
  }
  const key = await importJWK(task.key, ALG);
  if (task.do === 'seal') {
    const sealed = await new CompactEncrypt(base64url.decode(task.plaintext))
      .setProtectedHeader({ alg: ALG, enc: 'A256GCM', kid: task.key.kid, typ: 'darkroom-prompt', jid: task.jid })
      .encrypt(key);
    return { sealed };
  }
  const { plaintext, protectedHeader } = await compactDecrypt(task.sealed, key);
  return { header: protectedHeader, plaintext: base64url.encode(plaintext) };
}

process.stdout.write(JSON.stringify(await answer(JSON.parse(readFileSync(0)))));

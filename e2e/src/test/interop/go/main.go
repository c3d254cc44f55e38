// go-jose; see ../README.md.
package main

import (
	"encoding/base64"
	"encoding/json"
	"log"
	"os"
	"runtime/debug"

	"github.com/go-jose/go-jose/v4"
)

type task struct {
	Do        string          `json:"do"`
	Key       jose.JSONWebKey `json:"key"`
	Jid       string          `json:"jid"`
	Sealed    string          `json:"sealed"`
	Plaintext string          `json:"plaintext"`
	Signed    string          `json:"signed"`
	Payload   string          `json:"payload"`
}

func main() {
	var asked task
	must(json.NewDecoder(os.Stdin).Decode(&asked))
	must(json.NewEncoder(os.Stdout).Encode(answer(asked)))
}

func answer(asked task) map[string]any {
	switch asked.Do {
	case "seal":
		return map[string]any{"sealed": seal(asked)}
	case "open":
		return open(asked)
	case "sign":
		return map[string]any{"signed": sign(asked)}
	case "verify":
		return verify(asked)
	default:
		return map[string]any{"library": "go-jose", "version": version()}
	}
}

func seal(asked task) string {
	options := (&jose.EncrypterOptions{}).WithType("darkroom-prompt").WithHeader("jid", asked.Jid)
	recipient := jose.Recipient{Algorithm: jose.ECDH_ES_A256KW, Key: asked.Key.Key, KeyID: asked.Key.KeyID}
	encrypter, err := jose.NewEncrypter(jose.A256GCM, recipient, options)
	must(err)
	plaintext, err := base64.RawURLEncoding.DecodeString(asked.Plaintext)
	must(err)
	sealed, err := encrypter.Encrypt(plaintext)
	must(err)
	compact, err := sealed.CompactSerialize()
	must(err)
	return compact
}

func open(asked task) map[string]any {
	sealed, err := jose.ParseEncryptedCompact(
		asked.Sealed, []jose.KeyAlgorithm{jose.ECDH_ES_A256KW}, []jose.ContentEncryption{jose.A256GCM})
	must(err)
	plaintext, err := sealed.Decrypt(asked.Key.Key)
	must(err)
	header := map[string]any{"alg": sealed.Header.Algorithm, "kid": sealed.Header.KeyID}
	for name, value := range sealed.Header.ExtraHeaders {
		header[string(name)] = value
	}
	return map[string]any{"header": header, "plaintext": base64.RawURLEncoding.EncodeToString(plaintext)}
}

func sign(asked task) string {
	options := (&jose.SignerOptions{}).WithType("darkroom-receipt")
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.ES256, Key: asked.Key}, options)
	must(err)
	payload, err := base64.RawURLEncoding.DecodeString(asked.Payload)
	must(err)
	signed, err := signer.Sign(payload)
	must(err)
	compact, err := signed.CompactSerialize()
	must(err)
	return compact
}

func verify(asked task) map[string]any {
	signed, err := jose.ParseSignedCompact(asked.Signed, []jose.SignatureAlgorithm{jose.ES256})
	must(err)
	payload, err := signed.Verify(asked.Key)
	must(err)
	protected := signed.Signatures[0].Protected
	header := map[string]any{"alg": protected.Algorithm, "kid": protected.KeyID}
	for name, value := range protected.ExtraHeaders {
		header[string(name)] = value
	}
	return map[string]any{"header": header, "payload": base64.RawURLEncoding.EncodeToString(payload)}
}

func version() string {
	build, _ := debug.ReadBuildInfo()
	for _, module := range build.Deps {
		if module.Path == "github.com/go-jose/go-jose/v4" {
			return module.Version
		}
	}
	return "unknown"
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

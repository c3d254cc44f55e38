package io.darkroom.core.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;

/** JWKS files: a set of P-256 keys with distinct ids, never empty. */
final class KeyFiles {
    private KeyFiles() {}

    static JWKSet read(Path file) throws IOException {
        JWKSet keys = parse(file);
        if (keys.getKeys().isEmpty()) {
            throw new IOException(file + " holds no key");
        }
        for (JWK key : keys.getKeys()) {
            if (!(key instanceof ECKey ec) || !Curve.P_256.equals(ec.getCurve()) || key.getKeyID() == null) {
                throw new IOException(file + " holds a key that is not a P-256 key with a kid");
            }
        }
        return keys;
    }

    private static JWKSet parse(Path file) throws IOException {
        String text = Files.readString(file, UTF_8);
        try {
            return parse(text);
        } catch (IOException notKeys) {
            throw new IOException(file + " is not a JWKS");
        }
    }

    static JWKSet parse(String jwks) throws IOException {
        try {
            return JWKSet.parse(jwks);
        } catch (ParseException | RuntimeException notKeys) {
            // Without its cause: the parser's message may quote the text.
            throw new IOException("not a JWKS");
        }
    }

    /** Written beside the target and renamed, so that no reader ever sees half a key. */
    static void write(JWKSet keys, Path file, boolean publicOnly) throws IOException {
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                ".key",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, keys.toString(publicOnly), UTF_8);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

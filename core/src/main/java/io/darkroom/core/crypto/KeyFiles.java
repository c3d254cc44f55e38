package io.darkroom.core.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** JWKS files: a set of P-256 keys with distinct ids, never empty. */
final class KeyFiles {
    private static final int CHUNK = 4096;
    private static final String DRAFT_PREFIX = ".key";
    private static final String DRAFT_SUFFIX = ".tmp";

    private KeyFiles() {}

    static JWKSet read(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        try {
            return parse(file, content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /** What {@code content} of {@code file} holds. */
    static JWKSet parse(Path file, byte[] content) throws IOException {
        JWKSet keys = parsed(file, content);
        if (keys.getKeys().isEmpty()) {
            throw new IOException(file + " holds no key");
        }
        Set<String> ids = new HashSet<>();
        for (JWK key : keys.getKeys()) {
            if (!(key instanceof ECKey ec) || !Curve.P_256.equals(ec.getCurve()) || key.getKeyID() == null) {
                throw new IOException(file + " holds a key that is not a P-256 key with a kid");
            }
            if (!ids.add(key.getKeyID())) {
                throw new IOException(file + " holds two keys of one kid");
            }
        }
        return keys;
    }

    private static JWKSet parsed(Path file, byte[] content) throws IOException {
        try {
            return parse(new String(content, UTF_8));
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

    /**
     * Written beside the target and renamed, so that no reader ever sees half a key. Of a file with private keys what it held
     * is written over, which on many disks destroys it, and on those that copy on write does not.
     */
    static void write(JWKSet keys, Path file, boolean publicOnly) throws IOException {
        Path target = target(file);
        Path draft = Files.createTempFile(
                target.getParent(),
                DRAFT_PREFIX,
                DRAFT_SUFFIX,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            fill(draft, keys.toString(publicOnly).getBytes(UTF_8));
            if (publicOnly || !Files.exists(target)) {
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                replaceErasing(draft, target);
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static Path target(Path file) throws IOException {
        return Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    }

    /** Writes over and deletes what a {@link #write} of {@code file} that was broken off left beside it; none may be under way. */
    static void eraseDrafts(Path file) throws IOException {
        try (DirectoryStream<Path> drafts =
                Files.newDirectoryStream(target(file).getParent(), DRAFT_PREFIX + "*" + DRAFT_SUFFIX)) {
            for (Path draft : drafts) {
                try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                    erase(channel);
                }
                Files.delete(draft);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static void fill(Path draft, byte[] text) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            for (ByteBuffer rest = ByteBuffer.wrap(text); rest.hasRemaining(); ) {
                channel.write(rest);
            }
            channel.force(true);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /** The old file is held open while its name goes to the new one, and is then reached by nobody else. */
    private static void replaceErasing(Path draft, Path target) throws IOException {
        try (FileChannel old = FileChannel.open(target, StandardOpenOption.WRITE)) {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            erase(old);
        }
    }

    private static void erase(FileChannel file) throws IOException {
        long size = file.size();
        for (long at = 0; at < size; ) {
            at += file.write(ByteBuffer.allocate((int) Math.min(CHUNK, size - at)), at);
        }
        file.force(true);
    }
}

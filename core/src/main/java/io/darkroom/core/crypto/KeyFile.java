package io.darkroom.core.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * The keys of one file, which may be replaced while they are in use. Its content counts, not its time: what Kubernetes mounts
 * is replaced by moving a link. Whoever asks for the {@link #keys} has a whole set that never changes, and the same one
 * again as long as the file holds the same. Thread-safe.
 */
public final class KeyFile<K extends KeySet> {
    private final String use;
    private final Path file;
    private final Parser<K> parser;
    private final List<KeyFile<?>> apart = new CopyOnWriteArrayList<>();
    private byte[] digest;
    private volatile K keys;

    private KeyFile(String use, Path file, Parser<K> parser) throws IOException {
        this.use = use;
        this.file = file;
        this.parser = parser;
        byte[] content = Files.readAllBytes(file);
        try {
            digest = digest(content);
            keys = parser.parse(file, content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /**
     * Follows a file of key pairs, called by what they are used for.
     *
     * @throws IOException as {@link OpeningKeys#read}
     */
    public static KeyFile<OpeningKeys> ofPairs(String use, Path file) throws IOException {
        return new KeyFile<>(use, file, OpeningKeys::parse);
    }

    /**
     * Follows a file of public keys, called by what they are used for.
     *
     * @throws IOException as {@link SealingKeys#read}
     */
    public static KeyFile<SealingKeys> ofPublicKeys(String use, Path file) throws IOException {
        return new KeyFile<>(use, file, SealingKeys::parse);
    }

    /**
     * Holds both to having no key in common, from now on at each look too: who opens with the one and only seals to the other
     * must not be given the private half of that under another name.
     *
     * @throws IOException if they have one
     */
    public static void keepApart(KeyFile<SealingKeys> publicKeys, KeyFile<OpeningKeys> pairs) throws IOException {
        pairs.requireApart(pairs.keys, publicKeys);
        pairs.apart.add(publicKeys);
        publicKeys.apart.add(pairs);
    }

    /** By thumbprint: an id can be anything. */
    private void requireApart(KeySet mine, KeyFile<?> other) throws IOException {
        Set<String> common = new HashSet<>(thumbprints(mine));
        common.retainAll(thumbprints(other.keys));
        if (!common.isEmpty()) {
            throw new IOException(file + " and " + other.file + " hold the same key: it must not be used as that of "
                    + use + " and of " + other.use);
        }
    }

    private static Set<String> thumbprints(KeySet keys) {
        return keys.notes().stream().map(KeyNote::thumbprint).collect(Collectors.toSet());
    }

    /** What the keys are used for. */
    public String use() {
        return use;
    }

    /** The keys as the file last held them whole. */
    public K keys() {
        return keys;
    }

    /** The keys, after a look if there are reasons to think that they have changed; what is wrong with the file is left to others. */
    public K keysAfterALook() {
        try {
            look();
        } catch (IOException e) {
            // KeyWatch tells of it.
        }
        return keys;
    }

    /**
     * Looks whether the file holds something else.
     *
     * @return whether {@link #keys} are others now
     * @throws IOException if it holds no such keys, or one that it must not, or is not there; the keys stay as they are. The
     *     message quotes nothing
     */
    public synchronized boolean look() throws IOException {
        byte[] content = Files.readAllBytes(file);
        try {
            byte[] found = digest(content);
            if (MessageDigest.isEqual(digest, found)) {
                return false;
            }
            K parsed = parser.parse(file, content);
            for (KeyFile<?> other : apart) {
                requireApart(parsed, other);
            }
            keys = parsed;
            digest = found;
            return true;
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no SHA-256");
        }
    }

    @FunctionalInterface
    private interface Parser<K> {
        K parse(Path file, byte[] content) throws IOException;
    }
}

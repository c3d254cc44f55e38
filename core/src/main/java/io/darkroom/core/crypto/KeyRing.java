package io.darkroom.core.crypto;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one use as their two files hold them, key pairs for who opens and public keys for who seals, and what a rotation
 * makes of them. Immutable; no private half can be had from it.
 *
 * <pre>
 *              pairs                        public keys
 *              A                            A
 *   prepared   A, B                         A
 *   published  A, B                         A, B nbf: may be the current one from then on
 *   promoted   B, A exp: needed till then   B, A exp: seals to it are taken till then
 *   without A  B                            B
 * </pre>
 *
 * <p>At each step both files go together with both files of the step before: whoever reads one of them first loses nothing.
 */
public final class KeyRing {
    private final JWKSet pairs;
    private final JWKSet publicKeys;

    private KeyRing(JWKSet pairs, JWKSet publicKeys) {
        this.pairs = pairs;
        this.publicKeys = publicKeys;
    }

    /** One new pair. */
    public static KeyRing generate(Instant now) {
        ECKey pair = OpeningKeys.newPair(now);
        return new KeyRing(new JWKSet(pair), new JWKSet(pair.toPublicJWK()));
    }

    /**
     * Reads both files.
     *
     * @throws IOException if one cannot be used, or the current public key has no private half beside it
     */
    public static KeyRing read(Path pairs, Path publicKeys) throws IOException {
        JWKSet opening = KeyFiles.read(pairs);
        JWKSet sealing = KeyFiles.read(publicKeys);
        OpeningKeys.requirePairs(pairs, opening);
        SealingKeys.requirePublic(publicKeys, sealing);
        String current = sealing.getKeys().get(0).getKeyID();
        if (opening.getKeyByKeyId(current) == null) {
            throw new IOException(pairs + " lacks the first key of " + publicKeys);
        }
        return new KeyRing(opening, sealing);
    }

    /**
     * Writes the files that differ from {@code before}. What opens comes first, so that nothing is sealed to what nobody opens.
     * Where keys were taken out, it comes last.
     */
    public void write(Path pairsFile, Path publicFile, KeyRing before) throws IOException {
        boolean taken = pairs.size() < before.pairs.size();
        if (!taken) {
            writePairs(pairsFile, before);
        }
        if (!publicKeys.equals(before.publicKeys) || !Files.exists(publicFile)) {
            KeyFiles.write(publicKeys, publicFile, true);
        }
        if (taken) {
            writePairs(pairsFile, before);
        }
    }

    /** Erases what writes of these files that were broken off, by a crash say, left beside them; none may be under way. */
    public static void eraseDrafts(Path pairsFile, Path publicFile) throws IOException {
        KeyFiles.eraseDrafts(pairsFile);
        KeyFiles.eraseDrafts(publicFile);
    }

    private void writePairs(Path file, KeyRing before) throws IOException {
        if (!pairs.equals(before.pairs) || !Files.exists(file)) {
            KeyFiles.write(pairs, file, false);
        }
    }

    /** All keys, the current one first. */
    public List<KeyNote> notes() {
        List<KeyNote> notes = new ArrayList<>();
        notes.add(note(current(), KeyNote.Role.CURRENT));
        for (JWK key : pairs.getKeys()) {
            if (!isCurrent(key)) {
                notes.add(note(key.toECKey(), isNext(key) ? KeyNote.Role.NEXT : KeyNote.Role.RETIRED));
            }
        }
        return List.copyOf(notes);
    }

    private KeyNote note(ECKey key, KeyNote.Role role) {
        JWK sealing = publicKeys.getKeyByKeyId(key.getKeyID());
        Date notBefore = sealing == null ? null : sealing.getNotBeforeTime();
        return KeyNote.of(new ECKey.Builder(key).notBeforeTime(notBefore).build(), role);
    }

    /** What comes next in a rotation; a ring at rest begins one. */
    public Step step() {
        Optional<ECKey> next = next();
        if (next.isEmpty()) {
            return Step.PREPARE;
        }
        return publicKeys.getKeyByKeyId(next.get().getKeyID()) == null ? Step.PUBLISH : Step.PROMOTE;
    }

    /** From when on {@link #step} may be made. */
    public Instant due(RotationTimes times) {
        Optional<ECKey> next = next();
        if (next.isEmpty()) {
            return Instant.EPOCH;
        }
        JWK published = publicKeys.getKeyByKeyId(next.get().getKeyID());
        if (published == null) {
            return time(next.get().getIssueTime()).plus(times.settle());
        }
        return time(published.getNotBeforeTime());
    }

    private static Instant time(@Nullable Date date) {
        return date == null ? Instant.EPOCH : date.toInstant();
    }

    /** Makes the {@link #step}. */
    public KeyRing next(Instant now, RotationTimes times) {
        return switch (step()) {
            case PREPARE -> prepared(now);
            case PUBLISH -> published(now, times);
            case PROMOTE -> promoted(now, times);
        };
    }

    private KeyRing prepared(Instant now) {
        return new KeyRing(with(pairs, OpeningKeys.newPair(now)), publicKeys);
    }

    private KeyRing published(Instant now, RotationTimes times) {
        ECKey key = next().orElseThrow().toPublicJWK();
        Date from = Date.from(now.plus(times.published()));
        return new KeyRing(
                pairs,
                with(publicKeys, new ECKey.Builder(key).notBeforeTime(from).build()));
    }

    private KeyRing promoted(Instant now, RotationTimes times) {
        ECKey next = next().orElseThrow();
        return new KeyRing(
                ledBy(next, pairs, Date.from(now.plus(times.needed()))),
                ledBy(next.toPublicJWK(), publicKeys, Date.from(now.plus(times.taken()))));
    }

    private JWKSet ledBy(ECKey first, JWKSet keys, Date end) {
        List<JWK> order = new ArrayList<>(List.of(first));
        for (JWK key : keys.getKeys()) {
            if (isCurrent(key)) {
                order.add(new ECKey.Builder(key.toECKey())
                        .notBeforeTime(null)
                        .expirationTime(end)
                        .build());
            } else if (!key.getKeyID().equals(first.getKeyID())) {
                order.add(key);
            }
        }
        return new JWKSet(order);
    }

    /** The same without retired keys: their private halves are nowhere any more once it is written. */
    public KeyRing without(Collection<String> retired) {
        return new KeyRing(without(pairs, retired), without(publicKeys, retired));
    }

    private JWKSet without(JWKSet keys, Collection<String> ids) {
        return new JWKSet(keys.getKeys().stream()
                .filter(key -> isCurrent(key) || isNext(key) || !ids.contains(key.getKeyID()))
                .toList());
    }

    /** The key pairs, to open with. */
    public OpeningKeys openingKeys() {
        return new OpeningKeys(pairs);
    }

    /** The public keys, to seal with. */
    public SealingKeys sealingKeys() {
        return new SealingKeys(publicKeys);
    }

    /** The public keys say which: the pairs' file is written before theirs. */
    private boolean isCurrent(JWK key) {
        return key.getKeyID().equals(publicKeys.getKeys().get(0).getKeyID());
    }

    private boolean isNext(JWK key) {
        return !isCurrent(key) && key.getExpirationTime() == null;
    }

    private ECKey current() {
        return pairs.getKeyByKeyId(publicKeys.getKeys().get(0).getKeyID()).toECKey();
    }

    private Optional<ECKey> next() {
        return pairs.getKeys().stream().filter(this::isNext).map(JWK::toECKey).findFirst();
    }

    private static JWKSet with(JWKSet keys, JWK last) {
        List<JWK> all = new ArrayList<>(keys.getKeys());
        all.add(last);
        return new JWKSet(all);
    }

    /** One step of a rotation. */
    public enum Step {
        /** A next pair is made for who opens. */
        PREPARE,
        /** Its public half is given to who seals, who does not use it yet. */
        PUBLISH,
        /** It is the current one, and the one before is retired. */
        PROMOTE
    }
}

package io.darkroom.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Free ports of this machine, each given out once. They lie below the range that outgoing connections use, so what was free
 * when it was looked up is very likely still free when its server starts.
 */
final class Ports {
    private static final int LOWEST = 18_000;
    private static final int HIGHEST = 31_999;
    private static final int TRIES = 1_000;

    private final Set<Integer> given = new HashSet<>();
    private final RandomGenerator random;

    Ports(RandomGenerator random) {
        this.random = random;
    }

    int next() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int port = random.nextInt(LOWEST, HIGHEST + 1);
            if (isFree(port) && given.add(port)) {
                return port;
            }
        }
        throw new LocalFailure("no free port between " + LOWEST + " and " + HIGHEST);
    }

    /** {@code wanted} itself, or the next free one if it is 0. */
    int exactly(int wanted) {
        if (wanted == 0) {
            return next();
        }
        if (!isFree(wanted)) {
            throw new LocalFailure("port " + wanted + " is in use; give another one, or --port 0 for any");
        }
        given.add(wanted);
        return wanted;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}

package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.SharedSystem;
import io.darkroom.local.LocalCluster;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No part of the embedded default listens to other machines. */
@ExtendWith(SharedSystem.class)
class LoopbackIT {
    /** Of this machine too, on Linux without more ado: who listens everywhere answers there. */
    private static final String ANOTHER = "127.0.0.2";

    private final LocalCluster cluster;

    LoopbackIT(RunningSystem system) {
        this.cluster = system.cluster();
    }

    @Test
    void everyPartListensOn127001Alone() {
        List<Integer> ports = ports();

        assertThat(ports).hasSizeGreaterThan(5).doesNotHaveDuplicates().allSatisfy(port -> {
            connect("127.0.0.1", port);
            assertThatExceptionOfType(IOException.class).as("port %s", port).isThrownBy(() -> connect(ANOTHER, port));
        });
    }

    private List<Integer> ports() {
        IntStream stores = IntStream.of(
                Integer.parseInt(cluster.kafkaBootstrap().replaceAll(".*:", "")),
                cluster.redisPort(),
                URI.create(cluster.postgresUrl().substring("jdbc:".length())).getPort());
        IntStream services = Stream.concat(Stream.of(cluster.url()), cluster.managementUrls().stream())
                .mapToInt(URI::getPort);
        return IntStream.concat(stores, services).boxed().toList();
    }

    private static void connect(String host, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 10_000);
        }
    }
}

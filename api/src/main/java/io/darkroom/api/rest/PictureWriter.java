package io.darkroom.api.rest;

import io.darkroom.api.result.DeliveredPicture;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Sends a picture and sees whether it has left: what may be read once is erased only when the reader's connection has taken
 * its last octet. Who reads for longer than {@link #LONGEST} is cut off, since the picture is lent no longer.
 */
@Provider
public class PictureWriter implements ServerMessageBodyWriter<DeliveredPicture> {
    /** Below the time that a picture is lent for. */
    private static final Duration LONGEST = Duration.ofSeconds(110);

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == DeliveredPicture.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == DeliveredPicture.class;
    }

    @Override
    public void writeResponse(DeliveredPicture picture, Type genericType, ServerRequestContext context) {
        byte[] octets = picture.picture().revealBytes();
        ServerHttpResponse response = context.serverResponse();
        response.setResponseHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(octets.length));
        var unused = response.write(octets)
                .toCompletableFuture()
                .orTimeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((nothing, failure) -> sent(picture, response, failure));
    }

    private static void sent(DeliveredPicture picture, ServerHttpResponse response, @Nullable Throwable failure) {
        if (failure == null) {
            picture.handover().done();
            response.end();
        } else {
            picture.handover().broken();
            response.reset();
        }
        picture.picture().close();
    }

    @Override
    public void writeTo(
            DeliveredPicture picture,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        throw new IllegalStateException("a picture is written where it can be seen to arrive");
    }
}

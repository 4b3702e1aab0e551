package com.tradingsystem.whatsapp.gateway.webhook;

import com.tradingsystem.whatsapp.gateway.webhook.WebhookRefusal.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;

/**
 * The bytes of one webhook, counted against the budget from the first byte until it is closed. Memory is taken as bytes
 * arrive, so that announcing a large body reserves nothing.
 */
final class WebhookBody implements AutoCloseable {

    private static final int FIRST = 16 * 1024;

    private final BodyBudget budget;
    private byte[] bytes = new byte[0];
    private long taken;

    private WebhookBody(BodyBudget budget) {
        this.budget = budget;
    }

    /**
     * Reads the whole body.
     *
     * @throws WebhookRefusal if it is over the limit, over the budget, or too slow
     */
    static WebhookBody read(HttpServletRequest request, WebhookSettings settings, BodyBudget budget)
            throws IOException {
        int limit = Math.toIntExact(settings.maxBody().toBytes());
        if (request.getContentLengthLong() > limit) {
            throw new WebhookRefusal(Reason.TOO_LARGE);
        }
        var body = new WebhookBody(budget);
        try {
            body.fill(request.getInputStream(), (int) request.getContentLengthLong(), limit, settings.readTimeout());
            return body;
        } catch (SocketTimeoutException e) {
            body.close();
            throw new WebhookRefusal(Reason.TIMEOUT);
        } catch (IOException | RuntimeException e) {
            body.close();
            throw e;
        }
    }

    byte[] bytes() {
        return bytes;
    }

    private void fill(InputStream in, int announced, int limit, Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        grow(announced >= 0 ? Math.min(announced, FIRST) : FIRST);
        int length = 0;
        while (true) {
            if (length == bytes.length) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                if (length == limit) {
                    throw new WebhookRefusal(Reason.TOO_LARGE);
                }
                grow(Math.min(limit, Math.max(FIRST, 2 * length)));
                bytes[length++] = (byte) next;
            }
            int read = in.read(bytes, length, bytes.length - length);
            if (read < 0) {
                bytes = Arrays.copyOf(bytes, length);
                return;
            }
            length += read;
            if (System.nanoTime() > deadline) {
                throw new WebhookRefusal(Reason.TIMEOUT);
            }
        }
    }

    private void grow(int size) {
        long more = (long) size - bytes.length;
        if (!budget.take(more)) {
            throw new WebhookRefusal(Reason.OVERLOADED);
        }
        taken += more;
        bytes = Arrays.copyOf(bytes, size);
    }

    @Override
    public void close() {
        budget.giveBack(taken);
        taken = 0;
    }
}

package com.tradingsystem.whatsapp.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tradingsystem.whatsapp.gateway.webhook.WebhookRefusal.Reason;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

class WebhookBodyTests {

    private static final int LIMIT = 100_000;

    private final WebhookSettings settings =
            new WebhookSettings(DataSize.ofBytes(LIMIT), DataSize.ofBytes(250_000), Duration.ofMillis(200));
    private final BodyBudget budget = new BodyBudget(250_000);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16 * 1024 - 1, 16 * 1024, 16 * 1024 + 1, 99_999, LIMIT})
    void body_isReadAsItIs_whetherItsLengthIsToldOrNot(int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);

        try (WebhookBody told = read(request(bytes, true));
                WebhookBody untold = read(request(bytes, false))) {
            assertThat(told.bytes()).isEqualTo(bytes);
            assertThat(untold.bytes()).isEqualTo(bytes);
            assertThat(budget.used()).isGreaterThanOrEqualTo(2L * length);
        }
        assertThat(budget.used()).isZero();
    }

    @Test
    void oneByteTooMany_isRefused_andNothingStaysTaken() {
        assertRefused(Reason.TOO_LARGE, request(new byte[LIMIT + 1], true));
        assertRefused(Reason.TOO_LARGE, request(new byte[LIMIT + 1], false));
    }

    @Test
    void announcedBody_takesNoMemoryBeforeItComes() {
        var request = new Dripping(60_000, () -> {
            assertThat(budget.used()).isLessThan(20_000);
            throw new SocketTimeoutException();
        });

        assertRefused(Reason.TIMEOUT, request);
    }

    @Test
    void moreThanTheBudget_isRefused() throws IOException {
        try (WebhookBody first = read(request(new byte[LIMIT], false));
                WebhookBody second = read(request(new byte[LIMIT], false))) {
            assertThat(first.bytes()).hasSameSizeAs(second.bytes());
            assertThatExceptionOfType(WebhookRefusal.class)
                    .isThrownBy(() -> read(request(new byte[LIMIT], false)))
                    .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.OVERLOADED))
                    .satisfies(refusal -> assertThat(refusal.getHeaders().getFirst("Retry-After"))
                            .isEqualTo("2"));
        }
        assertThat(budget.used()).isZero();
    }

    @Test
    void drippingBody_isRefusedInTheEnd() {
        var request = new Dripping(-1, () -> {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertRefused(Reason.TIMEOUT, request);
    }

    private WebhookBody read(MockHttpServletRequest request) throws IOException {
        return WebhookBody.read(request, settings, budget);
    }

    private void assertRefused(Reason reason, MockHttpServletRequest request) {
        assertThatExceptionOfType(WebhookRefusal.class)
                .isThrownBy(() -> read(request))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
        assertThat(budget.used()).isZero();
    }

    private static MockHttpServletRequest request(byte[] body, boolean lengthIsTold) {
        var request = new MockHttpServletRequest() {
            @Override
            public long getContentLengthLong() {
                return lengthIsTold ? body.length : -1;
            }
        };
        request.setContent(body);
        return request;
    }

    private interface Wait {
        void forTheNextByte() throws IOException;
    }

    /** A body of which one byte comes after the other, for ever. */
    private static final class Dripping extends MockHttpServletRequest {

        private final long announced;
        private final Wait wait;

        Dripping(long announced, Wait wait) {
            this.announced = announced;
            this.wait = wait;
        }

        @Override
        public long getContentLengthLong() {
            return announced;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ServletInputStream() {
                @Override
                public int read() throws IOException {
                    wait.forTheNextByte();
                    return 'x';
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    bytes[offset] = (byte) read();
                    return 1;
                }

                @Override
                public boolean isFinished() {
                    return false;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }
}

package com.tradingsystem.whatsapp.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class EntityTagFilterTests {

    private static final String PAGE = "{\"messages\":[]}";

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/messages/s/1@c.us");

    @Test
    void tag_isTheBodysSha256() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(PAGE.getBytes(StandardCharsets.UTF_8));

        MockHttpServletResponse answer = answer(PAGE);

        assertThat(answer.getHeader(HttpHeaders.ETAG))
                .isEqualTo("W/\"" + HexFormat.of().formatHex(hash, 0, 16) + '"');
        assertThat(answer.getContentAsString()).isEqualTo(PAGE);
    }

    @Test
    void unchangedBody_is304() throws Exception {
        request.addHeader(HttpHeaders.IF_NONE_MATCH, String.valueOf(answer(PAGE).getHeader(HttpHeaders.ETAG)));

        assertThat(answer(PAGE).getStatus()).isEqualTo(304);
        assertThat(answer(PAGE + " ").getStatus()).isEqualTo(200);
    }

    @Test
    void file_isNotHeldInMemory() throws Exception {
        request.setRequestURI("/api/media/1/file");

        assertThat(answer("bytes").getHeader(HttpHeaders.ETAG)).isNull();
    }

    private MockHttpServletResponse answer(String body) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new EntityTagFilter()
                .doFilter(
                        request,
                        response,
                        (asked, answered) -> answered.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8)));
        return response;
    }
}

package com.tradingsystem.whatsapp.worker.waha;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** Opens the way to WAHA: key, timeouts, a bound on what is read, and no redirect to anywhere else. */
final class WahaConnection {

    private WahaConnection() {}

    static WahaHttp open(WahaSettings settings) {
        HttpClient jdk = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // WAHA speaks nothing else, and an upgrade costs a round trip
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(jdk);
        requests.setReadTimeout(settings.readTimeout());
        long maxAnswer = settings.maxAnswer().toBytes();
        RestClient.Builder rest = RestClient.builder()
                .baseUrl(settings.url().toString())
                .requestFactory(requests)
                .requestInterceptor((request, body, execution) -> bounded(request, body, execution, maxAnswer))
                .defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {})
                .defaultHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
        if (!settings.apiKey().isEmpty()) {
            rest.defaultHeader("X-Api-Key", settings.apiKey());
        }
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(rest.build()))
                .build()
                .createClient(WahaHttp.class);
    }

    private static ClientHttpResponse bounded(
            HttpRequest request, byte[] body, ClientHttpRequestExecution execution, long max) throws IOException {
        return new BoundedResponse(execution.execute(request, body), max);
    }

    /** Says that an answer was longer than what is read. */
    static final class AnswerTooLong extends IOException {
        private static final long serialVersionUID = 1L;

        AnswerTooLong(long max) {
            super("the answer is longer than " + max + " bytes");
        }
    }

    private record BoundedResponse(ClientHttpResponse response, long max) implements ClientHttpResponse {

        @Override
        public HttpStatusCode getStatusCode() throws IOException {
            return response.getStatusCode();
        }

        @Override
        public String getStatusText() throws IOException {
            return response.getStatusText();
        }

        @Override
        public HttpHeaders getHeaders() {
            return response.getHeaders();
        }

        @Override
        public InputStream getBody() throws IOException {
            return new BoundedStream(response.getBody(), max);
        }

        @Override
        public void close() {
            response.close();
        }
    }

    private static final class BoundedStream extends FilterInputStream {

        private final long max;
        private long left;

        BoundedStream(InputStream in, long max) {
            super(in);
            this.max = max;
            this.left = max;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            return count(read, read < 0 ? 0 : 1);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            return count(read, Math.max(read, 0));
        }

        private int count(int result, int bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new AnswerTooLong(max);
            }
            return result;
        }
    }
}

package com.tradingsystem.whatsapp.worker.media.download;

import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.worker.media.download.FileSources.Access;
import com.tradingsystem.whatsapp.worker.media.download.FileSources.Source;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Gets the files of messages: from WAHA, from its S3, and from nowhere that a payload merely names.
 *
 * <p>A host name is judged by the addresses it resolves to, and exactly these are connected to: a name that resolves to
 * something else a moment later gains nothing. That is also why no proxy is used. Redirects are judged like addresses of
 * payloads. Safe for use by many threads.
 */
public final class WahaFiles implements AutoCloseable {

    private static final int MOST_REDIRECTS = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final FileSources sources;
    private final WahaFileOffers offers;
    private final OkHttpClient anywhere;
    private final OkHttpClient publicOnly;
    private final String apiKey;

    WahaFiles(HttpUrl core, String apiKey, FileSettings settings, Dns dns) {
        this.sources = new FileSources(core, settings.wahaS3Endpoint(), settings.allowedOrigins());
        this.apiKey = apiKey;
        this.anywhere = new OkHttpClient.Builder()
                .dns(dns)
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(Duration.ofSeconds(10))
                .readTimeout(settings.idleTimeout())
                .callTimeout(settings.downloadTimeout())
                .build();
        this.publicOnly =
                anywhere.newBuilder().dns(host -> onlyPublic(dns.lookup(host))).build();
        this.offers = new WahaFileOffers(
                anywhere.newBuilder()
                        .readTimeout(settings.refetchTimeout())
                        .callTimeout(settings.refetchTimeout())
                        .build(),
                core,
                apiKey);
    }

    private static List<InetAddress> onlyPublic(List<InetAddress> addresses) throws UnknownHostException {
        if (!addresses.stream().allMatch(PublicAddresses::contains)) {
            throw new AddressNotPublic();
        }
        return addresses;
    }

    /** Asks for the file at an address from a payload. */
    public FileAnswer get(String url) {
        Source source = sources.find(url);
        if (source == null) {
            return new FileAnswer.NotAllowed(FileAnswer.Obstacle.URL);
        }
        Connecting connecting = new Connecting();
        try {
            for (int i = 0; i <= MOST_REDIRECTS; i++) {
                Response response = call(source, connecting);
                HttpUrl target = redirect(response, source);
                if (target == null) {
                    return answer(response, source);
                }
                response.close();
                source = sources.find(target);
                if (source == null) {
                    break;
                }
            }
            return new FileAnswer.NotAllowed(FileAnswer.Obstacle.REDIRECT);
        } catch (AddressNotPublic e) {
            return new FileAnswer.NotAllowed(FileAnswer.Obstacle.ADDRESS);
        } catch (InterruptedIOException e) {
            return connecting.timedOut(e);
        } catch (IOException e) {
            return new FileTrouble.Unreachable(e.getClass().getSimpleName());
        }
    }

    /**
     * Whether an address is one of WAHA's own, so that its failures say something about WAHA. What is not fetched at all
     * is not.
     */
    public boolean isOfWaha(String url) {
        Source source = sources.find(url);
        return source != null && source.access() == Access.WAHA;
    }

    /**
     * Asks WAHA to get a message's file from WhatsApp again. Takes seconds, and minutes for large files.
     *
     * @param chat as WAHA names it, or {@code all}
     */
    public FileOffer refetch(SessionName session, String chat, String messageId) {
        return offers.refetch(session, chat, messageId);
    }

    /** Whether WAHA says that a session is WORKING, which costs it nothing; also true where it does not answer that. */
    public boolean isWorking(SessionName session) {
        return offers.isWorking(session);
    }

    private Response call(Source source, Connecting connecting) throws IOException {
        // Without this, answers come compressed where the server likes that, and have no length.
        Request.Builder request = new Request.Builder().url(source.url()).header("Accept-Encoding", "identity");
        if (source.access() == Access.WAHA && !apiKey.isEmpty()) {
            request.header("X-Api-Key", apiKey);
        }
        OkHttpClient client = source.access() == Access.PUBLIC_ONLY ? publicOnly : anywhere;
        Call call = client.newCall(request.build());
        call.addEventListener(connecting);
        return call.execute();
    }

    private static @Nullable HttpUrl redirect(Response response, Source source) {
        String location = REDIRECTS.contains(response.code()) ? response.header("Location") : null;
        return location == null ? null : source.url().resolve(location);
    }

    private static FileAnswer answer(Response response, Source source) throws IOException {
        int status = response.code();
        if (status == 200) {
            return new FileAnswer.Found(
                    response.body().byteStream(), response.body().contentLength());
        }
        try (response) {
            boolean ofWaha = source.access() == Access.WAHA;
            if (status == 404 || status == 410 || (status == 403 && !ofWaha)) { // S3 forbids what has expired
                return new FileAnswer.Missing(status);
            }
            if (ofWaha && (status == 401 || status == 403)) {
                return new FileTrouble.KeyRefused();
            }
            if (status == 422 || status == 429 || status == 503) {
                return new FileTrouble.Busy(status, RetryAfter.of(response));
            }
            return ofWaha && status == 500 && saysMissing(response)
                    ? new FileAnswer.Missing(status)
                    : new FileTrouble.Broken(status);
        }
    }

    /** Some versions answer 500 for a file that was swept away. */
    private static boolean saysMissing(Response response) throws IOException {
        Buffer start = new Buffer();
        response.peekBody(4096).source().readAll(start);
        String text = start.readString(StandardCharsets.UTF_8);
        return text.contains("ENOENT") || text.contains("FILE_NOT_FOUND");
    }

    @Override
    public void close() {
        anywhere.dispatcher().executorService().shutdown();
        anywhere.connectionPool().evictAll();
    }

    /** A listed name that stands for an address inside. */
    private static final class AddressNotPublic extends UnknownHostException {
        private static final long serialVersionUID = 1L;
    }
}

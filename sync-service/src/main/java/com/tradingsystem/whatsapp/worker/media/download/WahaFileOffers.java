package com.tradingsystem.whatsapp.worker.media.download;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/** Asks WAHA for single messages with their files. */
final class WahaFileOffers {

    /** A message carries its preview and, on some engines, much of the browser's state; files are not inside. */
    private static final long MAX_JSON = 4 * 1024 * 1024;

    /**
     * The error is whatever the engine threw. That WhatsApp's servers do not have a file any more is somewhere in it, as a
     * status under several names or in a sentence.
     */
    private static final Pattern EXPIRED =
            Pattern.compile("(?:status\\s*code|status|code)\\D{0,4}(?:403|404|410)\\b", Pattern.CASE_INSENSITIVE);

    private static final ObjectMapper JSON = new JsonMapper();

    private final OkHttpClient client;
    private final HttpUrl core;
    private final String apiKey;

    WahaFileOffers(OkHttpClient client, HttpUrl core, String apiKey) {
        this.client = client;
        this.core = core;
        this.apiKey = apiKey;
    }

    FileOffer refetch(SessionName session, String chat, String messageId) {
        if (isDots(session)) {
            return new FileOffer.SessionNotWorking();
        }
        HttpUrl url = url("api", session.value(), "chats", chat, "messages", messageId)
                .addQueryParameter("downloadMedia", "true")
                .build();
        Connecting connecting = new Connecting();
        try (Response response = call(url, connecting)) {
            return switch (response.code()) {
                case 200, 201 -> offer(json(response));
                case 401, 403 -> new FileTrouble.KeyRefused();
                case 404 -> unknown(json(response));
                case 422 -> new FileOffer.SessionNotWorking();
                case 429, 503 -> new FileTrouble.Busy(response.code(), RetryAfter.of(response));
                default -> new FileTrouble.Broken(response.code());
            };
        } catch (NotJson e) {
            return new FileTrouble.Broken(e.status);
        } catch (InterruptedIOException e) {
            return connecting.timedOut(e);
        } catch (IOException e) {
            return new FileTrouble.Unreachable(e.getClass().getSimpleName());
        }
    }

    boolean isWorking(SessionName session) {
        if (isDots(session)) {
            return false;
        }
        HttpUrl url = url("api", "sessions", session.value()).build();
        try (Response response = call(url, EventListener.NONE)) {
            return switch (response.code()) {
                case 200 -> json(response).path("status").asText("WORKING").equals("WORKING");
                case 404, 422 -> false;
                default -> true;
            };
        } catch (IOException e) {
            return true;
        }
    }

    private static FileOffer offer(JsonNode message) {
        if (message.isMissingNode() || message.isNull()) {
            return new FileOffer.MessageUnknown();
        }
        JsonNode media = message.path("media");
        JsonNode url = media.path("url");
        if (url.isTextual() && !url.asText().isBlank()) {
            return new FileOffer.Offered(url.asText());
        }
        JsonNode error = media.path("error");
        if (!error.isMissingNode() && !error.isNull()) {
            String text = error.toString();
            return new FileOffer.Failed(text, EXPIRED.matcher(text).find());
        }
        JsonNode hasMedia = message.path("hasMedia");
        return hasMedia.isBoolean() && !hasMedia.asBoolean() ? new FileOffer.NoFile() : new FileOffer.NotOffered();
    }

    private static FileOffer unknown(JsonNode body) {
        String message = body.path("message").asText("").toLowerCase(Locale.ROOT);
        if (message.contains("session")) {
            return new FileOffer.SessionNotWorking();
        }
        return message.contains("message") ? new FileOffer.MessageUnknown() : new FileTrouble.Broken(404);
    }

    /** In an address such a name would lead out of the place it stands in, encoded or not. */
    private static boolean isDots(SessionName session) {
        return session.value().matches("[.]{1,2}");
    }

    /** WAHA wants {@code @} encoded, which the client would leave as it is. */
    private HttpUrl.Builder url(String... segments) {
        HttpUrl.Builder url = core.newBuilder();
        for (String segment : segments) {
            url.addEncodedPathSegment(
                    URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return url;
    }

    private Response call(HttpUrl url, EventListener listener) throws IOException {
        Request.Builder request = new Request.Builder().url(url).header("Accept", "application/json");
        if (!apiKey.isEmpty()) {
            request.header("X-Api-Key", apiKey);
        }
        Call call = client.newCall(request.build());
        call.addEventListener(listener);
        return call.execute();
    }

    private static JsonNode json(Response response) throws IOException {
        BufferedSource body = response.body().source();
        if (body.request(MAX_JSON + 1)) {
            throw new NotJson(response.code());
        }
        Buffer whole = body.getBuffer();
        try {
            return JSON.readTree(whole.readByteArray());
        } catch (IOException e) {
            throw new NotJson(response.code());
        }
    }

    /** A proxy's page, half a document, or far too much of it. */
    private static final class NotJson extends IOException {
        private static final long serialVersionUID = 1L;
        private final int status;

        NotJson(int status) {
            super("not the JSON of WAHA");
            this.status = status;
        }
    }
}

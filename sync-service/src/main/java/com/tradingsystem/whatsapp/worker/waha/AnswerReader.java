package com.tradingsystem.whatsapp.worker.waha;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.tradingsystem.whatsapp.waha.UnexpectedAnswer;
import com.tradingsystem.whatsapp.waha.json.ForeignJson;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.Sanitized;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.Trouble;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Says what an HTTP response of WAHA means. Its statuses mean less than they say: what does not exist may be a 500, and what is
 * merely not ready yet is a 422.
 */
final class AnswerReader {

    private static final Duration SHORTLY = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofMinutes(1);
    private static final int LONGEST_REASON = 300;

    /** Reads what an answer holds; the parser stands on its first token, and afterwards on its last. */
    interface Content<T> {
        T read(JsonParser parser) throws IOException;
    }

    private AnswerReader() {}

    /** Content that is judged as a whole. */
    static <T> Content<T> whole(Function<Json, T> reading) {
        return parser -> reading.apply(Sanitized.read(parser).json());
    }

    /** What the response means, its content read by {@code reading}. */
    static <T> WahaAnswer<T> read(ResponseEntity<byte[]> response, Content<T> reading) {
        int status = response.getStatusCode().value();
        byte[] body = response.getBody() == null ? new byte[0] : response.getBody();
        if (isPage(response.getHeaders(), body) || (status >= 300 && status < 400)) {
            return new WahaAnswer.Unavailable<>(Trouble.NOT_WAHA, SHORTLY);
        }
        if (status < 300) {
            return body.length == 0 ? new WahaAnswer.NotFound<>() : content(body, reading);
        }
        Json error = error(body);
        return switch (status) {
            case 401, 403 -> new WahaAnswer.Unavailable<>(Trouble.FORBIDDEN, LATER);
            case 404 -> message(error).startsWith("Session") ? noSession() : new WahaAnswer.NotFound<>();
            case 422 -> unprocessable(error);
            case 429, 503 -> new WahaAnswer.Unavailable<>(Trouble.OVERLOADED, retryAfter(response.getHeaders()));
            case 502, 504 -> new WahaAnswer.Unavailable<>(Trouble.UNREACHABLE, SHORTLY);
            default -> status >= 500 ? failure(error, status) : new WahaAnswer.Refused<>(status + " " + message(error));
        };
    }

    /** What it means that there was no response. */
    static <T> WahaAnswer<T> read(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Trouble trouble = switch (cause) {
                case WahaConnection.AnswerTooLong tooLong -> null;
                case HttpConnectTimeoutException timeout -> Trouble.UNREACHABLE;
                case HttpTimeoutException timeout -> Trouble.TIMEOUT;
                case ConnectException refused -> Trouble.UNREACHABLE;
                case UnknownHostException unknown -> Trouble.UNREACHABLE;
                case UnresolvedAddressException unknown -> Trouble.UNREACHABLE;
                case IOException broken when broken.getCause() == null -> Trouble.CUT_OFF;
                default -> null;
            };
            if (trouble != null) {
                return new WahaAnswer.Unavailable<>(trouble, SHORTLY);
            }
            if (cause instanceof WahaConnection.AnswerTooLong) {
                return new WahaAnswer.Broken<>("the answer is too long");
            }
        }
        throw failure;
    }

    private static <T> WahaAnswer<T> content(byte[] body, Content<T> reading) {
        try {
            return new WahaAnswer.Success<>(parse(body, reading));
        } catch (JsonEOFException e) {
            return new WahaAnswer.Unavailable<>(Trouble.CUT_OFF, SHORTLY);
        } catch (JsonProcessingException e) {
            return new WahaAnswer.Broken<>("the answer is no JSON");
        } catch (IOException e) {
            return new WahaAnswer.Broken<>("the answer cannot be read");
        } catch (UnexpectedAnswer e) {
            return new WahaAnswer.Broken<>(shortened(e.reason()));
        }
    }

    private static <T> WahaAnswer<T> unprocessable(Json error) {
        String status = error.get("status").text();
        if (status != null) {
            return new WahaAnswer.NotReady<>(status);
        }
        String message = message(error);
        return message.contains("does not exist") ? noSession() : new WahaAnswer.Refused<>("422 " + message);
    }

    private static <T> WahaAnswer<T> failure(Json error, int status) {
        String message = message(error);
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("rate-overlimit")) {
            return new WahaAnswer.Unavailable<>(Trouble.OVERLOADED, LATER);
        }
        return lower.contains("not found")
                ? new WahaAnswer.NotFound<>()
                : new WahaAnswer.Broken<>(status + " " + message);
    }

    private static <T> WahaAnswer<T> noSession() {
        return new WahaAnswer.NotReady<>(WahaAnswer.NO_SESSION);
    }

    /** The message in any of the forms WAHA has for errors; empty if there is none. */
    private static String message(Json error) {
        for (Json place : List.of(error.get("exception").get("message"), error.get("message"), error.get("error"))) {
            String text = place.isArray() ? place.node().toString() : place.text();
            if (text != null) {
                return shortened(text);
            }
        }
        return "";
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").replace('\u0000', ' ');
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON);
    }

    private static Json error(byte[] body) {
        try {
            return parse(body, whole(Function.identity()));
        } catch (IOException e) {
            return Json.NOTHING;
        }
    }

    private static <T> T parse(byte[] body, Content<T> reading) throws IOException {
        try (JsonParser parser = ForeignJson.parser(ForeignJson.decode(body))) {
            parser.nextToken();
            T read = reading.read(parser);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something follows the answer");
            }
            return read;
        }
    }

    private static boolean isPage(HttpHeaders headers, byte[] body) {
        String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.TEXT_HTML_VALUE)) {
            return true;
        }
        for (byte b : body) {
            if (!Character.isWhitespace(b)) {
                return b == '<';
            }
        }
        return false;
    }

    private static Duration retryAfter(HttpHeaders headers) {
        String text = headers.getFirst(HttpHeaders.RETRY_AFTER);
        try {
            return text == null ? LATER : Duration.ofSeconds(Math.clamp(Long.parseLong(text.strip()), 1, 3600));
        } catch (NumberFormatException e) {
            return LATER;
        }
    }
}

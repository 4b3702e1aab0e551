package com.tradingsystem.whatsapp.gateway.problem;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** What can be wrong. Each has a heading of its own in {@code docs/problems.md}; the names are part of the interface. */
public enum ProblemType {
    INVALID_PARAMETER(HttpStatus.BAD_REQUEST, "A parameter is not acceptable"),
    INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request is not acceptable"),
    MALFORMED_BODY(HttpStatus.BAD_REQUEST, "The body is not a JSON object"),
    WRONG_CONTENT_TYPE(HttpStatus.BAD_REQUEST, "The body is not declared as JSON"),
    UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "A valid token is needed"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "The token does not allow this"),
    ORIGIN_NOT_ALLOWED(HttpStatus.FORBIDDEN, "Pages of this origin may not call the API"),
    TOO_MANY_WRONG_TOKENS(HttpStatus.TOO_MANY_REQUESTS, "Too many wrong tokens came from there"),
    ROUTE_NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing here"),
    SESSION_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such session"),
    CHAT_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such chat in this session"),
    GROUP_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such group in this session"),
    MESSAGE_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such message in this chat"),
    MEDIA_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such file"),
    MEDIA_NOT_STORED(HttpStatus.NOT_FOUND, "The file is not stored"),
    MEDIA_NOT_WAITING(HttpStatus.CONFLICT, "The file need not be asked for again"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The method is not allowed here"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "There is no answer of the accepted type"),
    REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "The body took too long to arrive"),
    BODY_TOO_LARGE(HttpStatus.PAYLOAD_TOO_LARGE, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body is of an unsupported type"),
    RANGE_NOT_SATISFIABLE(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "The file ends before this range"),
    METHOD_UNKNOWN(HttpStatus.NOT_IMPLEMENTED, "The method is not known"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side"),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "This cannot be done right now");

    private static final String PREFIX = "urn:whatsapp-gateway:problem:";

    private final HttpStatus status;
    private final String title;

    ProblemType(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    public HttpStatus status() {
        return status;
    }

    /** The last part of the type, and the heading in the documentation. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The value of the member {@code type}. */
    public URI uri() {
        return URI.create(PREFIX + slug());
    }

    /** A problem of this type. */
    public ProblemDetail detail(String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(uri());
        problem.setTitle(title);
        return problem;
    }

    /** A problem of this type that needs no more words than its title. */
    public ProblemDetail detail() {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setType(uri());
        problem.setTitle(title);
        return problem;
    }

    /** What a status means where nothing else is known; a status without a type of its own counts with its hundred. */
    public static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404 -> ROUTE_NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> REQUEST_TIMEOUT;
            case 413 -> BODY_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 416 -> RANGE_NOT_SATISFIABLE;
            case 501 -> METHOD_UNKNOWN;
            case 503 -> UNAVAILABLE;
            default -> status >= 500 ? INTERNAL_ERROR : INVALID_REQUEST;
        };
    }
}

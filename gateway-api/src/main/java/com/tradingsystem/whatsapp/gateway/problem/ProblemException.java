package com.tradingsystem.whatsapp.gateway.problem;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Ends a request with a problem. Carries no stack trace of interest: it is an answer, not a surprise. */
public class ProblemException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    public ProblemException(ProblemType type) {
        super(type.status(), type.detail(), null);
    }

    public ProblemException(ProblemType type, String detail) {
        super(type.status(), type.detail(detail), null);
    }

    private ProblemException(ProblemDetail problem) {
        super(org.springframework.http.HttpStatusCode.valueOf(problem.getStatus()), problem, null);
    }

    /**
     * A parameter that cannot be accepted.
     *
     * @param reason completes a sentence that begins with the parameter's name
     */
    public static ProblemException invalidParameter(String parameter, String reason) {
        ProblemDetail problem = ProblemType.INVALID_PARAMETER.detail(parameter + " " + reason);
        problem.setProperty("parameter", parameter);
        problem.setProperty("reason", reason);
        return new ProblemException(problem);
    }

    /** Something that may well work a little later. */
    public static ProblemException unavailable(String detail, Duration retryAfter) {
        var problem = new ProblemException(ProblemType.UNAVAILABLE, detail);
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, seconds(retryAfter));
        return problem;
    }

    /** A range of something that ends before it. */
    public static ProblemException rangeNotSatisfiable(long size) {
        var problem = new ProblemException(ProblemType.RANGE_NOT_SATISFIABLE);
        problem.getHeaders().set(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
        return problem;
    }

    /** The value of {@code Retry-After}: whole seconds, at least one. */
    public static String seconds(Duration duration) {
        return Long.toString(Math.max(1, duration.plusMillis(999).toSeconds()));
    }
}

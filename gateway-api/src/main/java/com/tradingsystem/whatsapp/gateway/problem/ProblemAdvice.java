package com.tradingsystem.whatsapp.gateway.problem;

import com.tradingsystem.whatsapp.ingest.IngestUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns whatever a controller threw, or the framework on its way there, into a problem of a documented type. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** The database is away, overloaded, or took too long. Its own words stay in the log. */
    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        RecoverableDataAccessException.class,
        TransientDataAccessException.class,
        TransactionException.class
    })
    @Nullable
    ResponseEntity<Object> databaseAway(Exception e, WebRequest request) {
        log.warn("The database could not be asked: {}", e.getClass().getSimpleName());
        log.debug("The database could not be asked", e);
        return unavailable(e, "The database cannot be asked right now.", RETRY_AFTER, request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> ingestUnavailable(IngestUnavailable e, WebRequest request) {
        return unavailable(e, "The event could not be stored right now.", e.retryAfter(), request);
    }

    /** The client is gone, or the answer could not be written: there is no one to answer. */
    @ExceptionHandler
    void connectionLost(IOException e) {
        log.debug("The connection was lost", e);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> surprise(Exception e, WebRequest request) {
        log.error("A request failed", e);
        return answer(e, ProblemType.INTERNAL_ERROR.detail(), HttpHeaders.EMPTY, request);
    }

    /** Spring answers HEAD wherever there is GET, and OPTIONS everywhere, but names neither. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Set<HttpMethod> allowed = new LinkedHashSet<>(headers.getAllow());
        if (allowed.contains(HttpMethod.GET)) {
            allowed.add(HttpMethod.HEAD);
        }
        allowed.add(HttpMethod.OPTIONS);
        HttpHeaders complete = new HttpHeaders();
        complete.putAll(headers);
        complete.setAllow(allowed);
        return super.handleHttpRequestMethodNotSupported(e, complete, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = e instanceof ProblemException known
                ? known.getBody()
                : ProblemType.ofStatus(status.value()).detail();
        // The framework's statuses without a type of their own, such as 414, are kept.
        problem.setStatus(status.value());
        return answer(e, problem, headers, request);
    }

    private @Nullable ResponseEntity<Object> unavailable(
            Exception e, String detail, Duration retryAfter, WebRequest request) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, ProblemException.seconds(retryAfter));
        return answer(e, ProblemType.UNAVAILABLE.detail(detail), headers, request);
    }

    private @Nullable ResponseEntity<Object> answer(
            Exception e, ProblemDetail problem, HttpHeaders headers, WebRequest request) {
        HttpHeaders all = new HttpHeaders();
        all.putAll(headers);
        all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return super.handleExceptionInternal(e, problem, all, HttpStatusCode.valueOf(problem.getStatus()), request);
    }
}

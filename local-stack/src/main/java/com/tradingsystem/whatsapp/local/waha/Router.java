package com.tradingsystem.whatsapp.local.waha;

import java.util.ArrayList;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Finds who answers a call. */
final class Router {

    private final List<Route> routes = new ArrayList<>();

    /** Answers a call. */
    interface Handler {
        Answer answer(Call call) throws InterruptedException;
    }

    private record Route(String method, PathPattern path, Handler handler) {}

    Router get(String pattern, Handler handler) {
        return add("GET", pattern, handler);
    }

    Router post(String pattern, Handler handler) {
        return add("POST", pattern, handler);
    }

    /** The first route that fits wins, so those with words come before those with variables. */
    Router add(String method, String pattern, Handler handler) {
        routes.add(new Route(method, PathPatternParser.defaultInstance.parse(pattern), handler));
        return this;
    }

    Answer answer(Call call) throws InterruptedException {
        PathContainer path = PathContainer.parsePath(call.path());
        for (Route route : routes) {
            PathPattern.PathMatchInfo match =
                    route.method().equals(call.method()) ? route.path().matchAndExtract(path) : null;
            if (match != null) {
                return route.handler().answer(call.with(match.getUriVariables()));
            }
        }
        return Answer.notFound("Cannot " + call.method() + " " + call.path());
    }
}

package com.tradingsystem.whatsapp.local.waha;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds who answers a call. */
final class Router {

    private final List<Route> routes = new ArrayList<>();

    /** Answers a call. */
    interface Handler {
        Answer answer(Call call) throws InterruptedException;
    }

    private record Route(String method, List<String> segments, Handler handler) {

        /** The variables, or null if this is not the route. A last segment {@code {name...}} takes the rest. */
        @Nullable
        Map<String, String> match(String calledMethod, List<String> called) {
            boolean open = segments.getLast().endsWith("...}");
            boolean fits = open ? called.size() >= segments.size() : called.size() == segments.size();
            if (!method.equals(calledMethod) || !fits) {
                return null;
            }
            Map<String, String> variables = new HashMap<>();
            for (int i = 0; i < segments.size(); i++) {
                String segment = segments.get(i);
                String value = called.get(i);
                if (open && i == segments.size() - 1) {
                    String rest = String.join("/", called.subList(i, called.size()));
                    variables.put(segment.substring(1, segment.length() - 4), Call.decode(rest));
                } else if (segment.startsWith("{")) {
                    variables.put(segment.substring(1, segment.length() - 1), Call.decode(value));
                } else if (!segment.equals(value)) {
                    return null;
                }
            }
            return variables;
        }
    }

    Router get(String pattern, Handler handler) {
        return add("GET", pattern, handler);
    }

    Router post(String pattern, Handler handler) {
        return add("POST", pattern, handler);
    }

    /** The first route that fits wins, so those with words come before those with variables. */
    Router add(String method, String pattern, Handler handler) {
        routes.add(new Route(method, List.of(pattern.split("/", -1)), handler));
        return this;
    }

    Answer answer(Call call) throws InterruptedException {
        List<String> called = List.of(call.path().split("/", -1));
        for (Route route : routes) {
            Map<String, String> variables = route.match(call.method(), called);
            if (variables != null) {
                return route.handler().answer(call.with(variables));
            }
        }
        return Answer.notFound("Cannot " + call.method() + " " + call.path());
    }
}

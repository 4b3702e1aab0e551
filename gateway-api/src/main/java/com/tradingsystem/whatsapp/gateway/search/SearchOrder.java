package com.tradingsystem.whatsapp.gateway.search;

import com.tradingsystem.whatsapp.gateway.paging.QueryParameters;
import com.tradingsystem.whatsapp.gateway.problem.ProblemException;

/** In which order hits come. */
enum SearchOrder {
    TIME,
    RELEVANCE;

    static SearchOrder of(QueryParameters parameters) {
        String order = parameters.text("order");
        return switch (order == null ? "time" : order) {
            case "time" -> TIME;
            case "relevance" -> RELEVANCE;
            default -> throw ProblemException.invalidParameter("order", "must be time or relevance");
        };
    }
}

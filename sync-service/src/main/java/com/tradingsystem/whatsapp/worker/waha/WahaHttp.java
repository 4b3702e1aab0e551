package com.tradingsystem.whatsapp.worker.waha;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** The part of WAHA's REST interface that is used, as it is on the wire. Any status is an answer, none an exception. */
interface WahaHttp {

    @GetExchange("/api/server/version")
    ResponseEntity<byte[]> version();

    @GetExchange("/api/server/status")
    ResponseEntity<byte[]> status();

    @GetExchange("/api/sessions?all=true")
    ResponseEntity<byte[]> sessions();

    @GetExchange("/api/sessions/{session}")
    ResponseEntity<byte[]> session(@PathVariable String session);

    @GetExchange("/api/{session}/chats/overview?merge=true")
    ResponseEntity<byte[]> overview(@PathVariable String session, @RequestParam int limit, @RequestParam int offset);

    @GetExchange("/api/{session}/chats?sortBy=conversationTimestamp&sortOrder=desc&merge=true")
    ResponseEntity<byte[]> chats(@PathVariable String session, @RequestParam int limit, @RequestParam int offset);

    @GetExchange("/api/{session}/chats/{chat}/messages?downloadMedia=false&merge=true")
    ResponseEntity<byte[]> messages(
            @PathVariable String session,
            @PathVariable String chat,
            @RequestParam int limit,
            @RequestParam int offset,
            @RequestParam(name = "filter.timestamp.gte", required = false) @Nullable Long gte,
            @RequestParam(name = "filter.timestamp.lte", required = false) @Nullable Long lte);

    @GetExchange("/api/{session}/chats/{chat}/messages/{message}?merge=true")
    ResponseEntity<byte[]> message(
            @PathVariable String session,
            @PathVariable String chat,
            @PathVariable String message,
            @RequestParam boolean downloadMedia);

    @GetExchange("/api/contacts/all?sortBy=id&sortOrder=asc")
    ResponseEntity<byte[]> contacts(@RequestParam String session, @RequestParam int limit, @RequestParam int offset);

    @GetExchange("/api/{session}/lids")
    ResponseEntity<byte[]> lids(@PathVariable String session, @RequestParam int limit, @RequestParam int offset);

    @GetExchange("/api/{session}/groups?sortBy=id&sortOrder=asc")
    ResponseEntity<byte[]> groups(@PathVariable String session, @RequestParam int limit, @RequestParam int offset);

    @GetExchange("/api/{session}/groups/{group}/participants/v2")
    ResponseEntity<byte[]> participants(@PathVariable String session, @PathVariable String group);
}

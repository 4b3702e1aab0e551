package com.tradingsystem.whatsapp.gateway.message;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.tradingsystem.whatsapp.event.JsonText;
import com.tradingsystem.whatsapp.event.ObservedMessage;
import org.springframework.boot.jackson.JsonMixin;

/** How Jackson writes what {@code event} holds and is answered as it was told; that package knows no JSON. */
final class PassedOnJson {

    private PassedOnJson() {}

    @JsonMixin(ObservedMessage.Attributes.class)
    @JsonNaming(SnakeCaseStrategy.class)
    interface Attributes {}

    @JsonMixin(JsonText.class)
    interface Text {

        @JsonValue
        @JsonRawValue
        String text();
    }
}

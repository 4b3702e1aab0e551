package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.message.annotation.RevokePolicy;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages are kept.
 *
 * @param revokePolicy what happens to a message deleted for everyone, where its session does not say otherwise
 */
@ConfigurationProperties("whatsapp.messages")
public record MessageSettings(@DefaultValue("keep") RevokePolicy revokePolicy) {}

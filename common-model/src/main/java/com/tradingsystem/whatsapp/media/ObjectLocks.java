package com.tradingsystem.whatsapp.media;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes those who are about to need an object and those who are about to remove it wait for each other's transaction. */
final class ObjectLocks {

    private ObjectLocks() {}

    /** Holds the lock to the end of the running transaction; more than one are taken in this order: file, thumbnail. */
    static void lock(JdbcClient jdbc, String bucket, String objectKey) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:object, 0)) is null")
                .param("object", "media object " + bucket + "/" + objectKey)
                .query(Boolean.class)
                .single();
    }
}

package com.tradingsystem.whatsapp.media;

import com.tradingsystem.whatsapp.media.store.ObjectKey;
import com.tradingsystem.whatsapp.media.store.ObjectRefused;
import com.tradingsystem.whatsapp.media.store.ObjectStore;
import com.tradingsystem.whatsapp.media.store.StoredObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Removes objects that no row names any more, and never one that a row names: each is looked up again under a lock that
 * a worker takes before it relies on the object. Safe for use by many threads and processes.
 */
public final class ObjectGarbage {

    private static final Logger log = LoggerFactory.getLogger(ObjectGarbage.class);
    private static final Pattern NAME = Pattern.compile("(?:thumb_)?([0-9a-f]{64})\\.[a-z0-9]{1,8}");

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final InstantSource clock;

    ObjectGarbage(JdbcClient jdbc, TransactionOperations transactions, InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** How many objects wait to be removed. */
    public long size() {
        return jdbc.sql("select count(*) from whatsapp_gateway.media_garbage")
                .query(Long.class)
                .single();
    }

    /**
     * Removes objects whose last message went; those that a message needs again stay.
     *
     * @param limit how many are looked at
     * @return how many were looked at; less than the limit when there are no more
     * @throws com.tradingsystem.whatsapp.media.store.ObjectStoreUnavailable if the store is away; what is left is for later
     */
    public int collect(ObjectStore store, int limit) {
        List<ObjectKey> keys = jdbc.sql("""
                        select object_key
                          from whatsapp_gateway.media_garbage
                         where bucket = :bucket
                         order by queued_at
                         limit :limit""")
                .param("bucket", store.bucket())
                .param("limit", limit)
                .query((row, n) -> new ObjectKey(row.getString("object_key")))
                .list();
        keys.forEach(key -> transactions.executeWithoutResult(transaction -> remove(store, key)));
        return keys.size();
    }

    private void remove(ObjectStore store, ObjectKey key) {
        ObjectLocks.lock(jdbc, store.bucket(), key.value());
        if (!isNamed(store.bucket(), key)) {
            delete(store, key);
        }
        jdbc.sql("delete from whatsapp_gateway.media_garbage where bucket = :bucket and object_key = :key")
                .param("bucket", store.bucket())
                .param("key", key.value())
                .update();
    }

    /** What the store does not want to hear of it does not have, and the others are not to wait for it. */
    private static void delete(ObjectStore store, ObjectKey key) {
        try {
            store.delete(key);
        } catch (ObjectRefused e) {
            log.info("an object that is not needed any more was not removed: {}", e.getMessage());
        }
    }

    /**
     * Lists objects of this archive's form that no row names and that are not about to be collected: what a database restored
     * from an older backup has forgotten. Takes one look-up an object; the caller closes the stream.
     *
     * @param olderThan younger ones are left out, as their rows may be on the way
     */
    public Stream<StoredObject> orphans(ObjectStore store, Duration olderThan) {
        return store.list("")
                .filter(object -> object.storedAt().isBefore(clock.instant().minus(olderThan)))
                .filter(object -> NAME.matcher(fileName(object.key())).matches())
                .filter(object -> !isNamed(store.bucket(), object.key()));
    }

    /** Queues an object to be looked at by {@link #collect}. */
    public void add(ObjectStore store, ObjectKey key) {
        jdbc.sql("""
                        insert into whatsapp_gateway.media_garbage (bucket, object_key) values (:bucket, :key)
                        on conflict do nothing""").param("bucket", store.bucket()).param("key", key.value()).update();
    }

    private boolean isNamed(String bucket, ObjectKey key) {
        Matcher name = NAME.matcher(fileName(key));
        return !name.matches()
                || jdbc.sql("""
                                select exists (
                                  select from whatsapp_gateway.media_downloads
                                   where file_hash = :hash and minio_bucket = :bucket
                                     and (minio_key = :key or thumbnail_minio_key = :key)
                                     and download_status in ('pending', 'downloading', 'failed', 'completed'))""")
                        .param("hash", name.group(1))
                        .param("bucket", bucket)
                        .param("key", key.value())
                        .query(Boolean.class)
                        .single();
    }

    private static String fileName(ObjectKey key) {
        return key.value().substring(key.value().lastIndexOf('/') + 1);
    }
}

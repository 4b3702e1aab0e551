package com.tradingsystem.whatsapp.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.media.store.ObjectKey;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MediaLeasesIntegrationTests {

    private static final SessionName LOJA = new SessionName("loja");
    private static final SessionName OTHER = new SessionName("outra");
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration FRESH = Duration.ofMinutes(3);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final MediaFile FILE =
            new MediaFile("media", ObjectKey.of("loja", "a", "2026", "01", "ab.jpg"), "ab", 7, "image/jpeg");

    private static TestDatabase database;
    private static MediaRows rows;
    private static MediaLeases claims;
    private static MediaResults results;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        rows = new MediaRows(database.dataSource());
        claims = rows.claims();
        results = rows.results();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.jdbc()
                .sql("truncate whatsapp_gateway.media_downloads, whatsapp_gateway.media_garbage")
                .update();
    }

    @Test
    void claimedRow_isNobodyElsesUntilItsLeaseRunsOut() {
        long id = rows.row(LOJA, "A").insert();

        assertThat(claims.sessionsWithWork()).containsExactly(LOJA);
        assertThat(claims.claimDue(LOJA, "one", LEASE, 10)).singleElement().satisfies(job -> {
            assertThat(job.id()).isEqualTo(id);
            assertThat(job.attempts()).isZero();
            assertThat(job.messageTime()).isEqualTo(MediaRows.MESSAGE_TIME);
        });
        assertThat(claims.claimDue(LOJA, "two", LEASE, 10)).isEmpty();
        assertThat(claims.sessionsWithWork()).isEmpty();

        rows.age(id, LEASE.plusSeconds(1));
        assertThat(claims.sessionsWithWork()).containsExactly(LOJA);
        assertThat(claims.claimDue(LOJA, "two", LEASE, 10))
                .singleElement()
                .satisfies(job -> assertThat(job.attempts()).isEqualTo(1));
    }

    @Test
    void renewedLease_isKept_andALostOneIsTold() {
        long kept = rows.row(LOJA, "A").insert();
        long lost = rows.row(LOJA, "B").insert();
        claims.claimDue(LOJA, "one", LEASE, 10);
        rows.age(lost, LEASE.plusSeconds(1));
        claims.claimDue(LOJA, "two", LEASE, 10);
        rows.age(kept, LEASE.minusSeconds(5));

        assertThat(claims.renew("one", List.of(kept, lost), LEASE)).containsExactly(kept);

        rows.age(kept, Duration.ofSeconds(30));
        assertThat(claims.claimDue(LOJA, "two", LEASE, 10)).isEmpty();
    }

    @Test
    void workerThatLostItsLease_writesNothing() {
        long id = rows.row(LOJA, "A").insert();
        MediaJob lost = claims.claimDue(LOJA, "one", LEASE, 1).getFirst();
        rows.age(id, LEASE.plusSeconds(1));
        MediaJob taken = claims.claimDue(LOJA, "two", LEASE, 1).getFirst();

        assertThat(results.announce(lost, FILE, null)).isFalse();
        assertThat(results.finish(lost, new MediaOutcome.Stored(FILE, null, null), MONTH))
                .isFalse();
        assertThat(rows.state(id)).isEqualTo("downloading");
        assertThat(results.finish(taken, new MediaOutcome.Stored(FILE, null, null), MONTH))
                .isTrue();
        assertThat(rows.state(id)).isEqualTo("completed");
    }

    @Test
    void manyWorkers_shareTheRowsWithoutDoubling() throws Exception {
        for (int i = 0; i < 200; i++) {
            rows.row(LOJA, "M" + i).insert();
        }
        List<Callable<List<Long>>> workers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String owner = "worker " + i;
            workers.add(() -> {
                List<Long> claimed = new ArrayList<>();
                List<MediaJob> some;
                do {
                    some = claims.claimDue(LOJA, owner, LEASE, 7);
                    some.forEach(job -> claimed.add(job.id()));
                } while (!some.isEmpty());
                return claimed;
            });
        }
        List<Long> all = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (Future<List<Long>> claimed : threads.invokeAll(workers)) {
                all.addAll(claimed.get());
            }
        }
        assertThat(all).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void freshFiles_areTheNewestOnesThatWahaStillHas() {
        long old = rows.row(LOJA, "A").url("http://waha/api/files/a").insert();
        rows.age(old, FRESH.plusSeconds(1));
        long fresh = rows.row(LOJA, "B").url("http://waha/api/files/b").insert();
        long newest = rows.row(LOJA, "C").url("http://waha/api/files/c").insert();
        rows.row(LOJA, "D").insert();
        rows.row(OTHER, "E").url("http://waha/api/files/e").insert();

        assertThat(claims.claimFresh(LOJA, "one", LEASE, FRESH, 10))
                .extracting(MediaJob::id)
                .containsExactlyInAnyOrder(newest, fresh);
        assertThat(claims.claimDue(LOJA, "one", LEASE, 10)).hasSize(2);
    }

    @Test
    void laterOutcome_keepsTheAttempts() {
        long id = rows.row(LOJA, "A").insert();
        MediaJob job = claims.claimDue(LOJA, "one", LEASE, 1).getFirst();

        results.finish(
                job, new MediaOutcome.Later(MediaReason.STORE_UNAVAILABLE, Duration.ofSeconds(60), "away"), MONTH);

        assertThat(rows.state(id)).isEqualTo("pending store_unavailable");
        assertThat(rows.read(id)).containsEntry("retry_count", 0).containsEntry("lease_owner", null);
        assertThat(claims.claimDue(LOJA, "one", LEASE, 1)).isEmpty();
        rows.age(id, Duration.ofSeconds(61));
        assertThat(claims.claimDue(LOJA, "one", LEASE, 1)).hasSize(1);
    }

    @Test
    void waiting_endsOneDay() {
        long id = rows.row(LOJA, "A").insert();
        rows.age(id, MONTH.plusSeconds(1));
        MediaJob job = claims.claimDue(LOJA, "one", LEASE, 1).getFirst();

        results.finish(
                job, new MediaOutcome.Later(MediaReason.SESSION_NOT_WORKING, Duration.ofSeconds(60), null), MONTH);

        assertThat(rows.state(id)).isEqualTo("failed session_not_working");
        assertThat(claims.claimDue(LOJA, "one", LEASE, 1)).isEmpty();
        assertThat(claims.sessionsWithWork()).isEmpty();
    }

    @Test
    void failures_useUpTheAttemptsAndEndInTheirState() {
        long id = rows.row(LOJA, "A").insert();
        var failure = new MediaOutcome.Failed(
                MediaReason.WHATSAPP_EXPIRED, Duration.ofSeconds(30), MediaStatus.EXPIRED, "404", "{\"status\":404}");
        for (int attempt = 1; attempt < 8; attempt++) {
            MediaJob job = claims.claimDue(LOJA, "one", LEASE, 1).getFirst();
            results.finish(job, failure, MONTH);
            assertThat(rows.state(id)).isEqualTo("failed whatsapp_expired");
            assertThat(rows.read(id)).containsEntry("retry_count", attempt);
            rows.age(id, Duration.ofSeconds(31));
        }
        results.finish(claims.claimDue(LOJA, "one", LEASE, 1).getFirst(), failure, MONTH);

        assertThat(rows.state(id)).isEqualTo("expired whatsapp_expired");
        assertThat(rows.read(id)).containsEntry("next_retry_at", null);
        assertThat(rows.read(id).get("waha_error")).hasToString("{\"status\": 404}");
        assertThat(claims.sessionsWithWork()).isEmpty();
    }

    @Test
    void fileThatKillsItsWorkers_isGivenUp() {
        long id = rows.row(LOJA, "A").insert();
        int count = 0;
        while (!claims.claimDue(LOJA, "worker " + count, LEASE, 1).isEmpty()) {
            count++;
            rows.age(id, LEASE.plusSeconds(1));
        }
        assertThat(count).isEqualTo(8);
        assertThat(results.giveUp(MONTH)).isEqualTo(1);
        assertThat(rows.state(id)).isEqualTo("failed worker_died");
        assertThat(results.giveUp(MONTH)).isZero();
    }

    @Test
    void retry_bringsBackWhatWasGivenUp_butNotWhatIsDoneOrTaken() {
        long id = rows.row(LOJA, "A").insert();
        MediaJob job = claims.claimDue(LOJA, "one", LEASE, 1).getFirst();
        assertThat(claims.retry(id)).isFalse();
        results.finish(job, new MediaOutcome.Settled(MediaStatus.BLOCKED, MediaReason.URL_NOT_ALLOWED, null), MONTH);
        assertThat(rows.state(id)).isEqualTo("blocked url_not_allowed");

        assertThat(claims.retry(id)).isTrue();
        assertThat(rows.state(id)).isEqualTo("pending");
        job = claims.claimDue(LOJA, "one", LEASE, 1).getFirst();
        results.finish(job, new MediaOutcome.Stored(FILE, null, MediaReason.TYPE_DIFFERS), MONTH);
        assertThat(rows.state(id)).isEqualTo("completed type_differs");
        assertThat(claims.retry(id)).isFalse();
        assertThat(claims.retry(-1)).isFalse();
    }

    @Test
    void backlog_isCountedByStateAndReason() {
        rows.row(LOJA, "A").insert();
        long waiting = rows.row(LOJA, "B").insert();
        rows.age(waiting, Duration.ofHours(1));
        long done = rows.row(OTHER, "C").insert();
        results.finish(
                claims.claimDue(OTHER, "one", LEASE, 1).getFirst(), new MediaOutcome.Stored(FILE, null, null), MONTH);

        assertThat(rows.state(done)).isEqualTo("completed");
        assertThat(rows.backlog().shares()).singleElement().satisfies(share -> {
            assertThat(share.status()).isEqualTo("pending");
            assertThat(share.reason()).isEqualTo("new");
            assertThat(share.count()).isEqualTo(2);
            assertThat(share.oldest()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
        });
    }

    @Test
    void claim_readsTheIndexHoweverManyRowsWait() {
        database.jdbc().sql("""
                        insert into whatsapp_gateway.media_downloads
                               (message_number, session_name, core_id, is_from_me, message_id, chat_id, message_timestamp, content_rank, content_at,
                                content_event, media_type, next_retry_at)
                        select -n, 'loja', 'N' || n, false, 'N' || n, 'c@c.us', now(), 0, now(), 'e', 'image', now() + interval '1 hour'
                          from generate_series(1, 20000) n""").update();
        database.jdbc().sql("analyze whatsapp_gateway.media_downloads").update();
        rows.row(LOJA, "A").insert();

        assertThat(buffersOf("claim")).isLessThan(100);
        assertThat(claims.claimDue(LOJA, "one", LEASE, 10)).hasSize(1);
    }

    private static long buffersOf(String what) {
        String plan =
                String.join("\n", database.jdbc().sql("""
                        explain (analyze, buffers, format text)
                        select id from whatsapp_gateway.media_downloads
                         where session_name = 'loja'
                           and download_status in ('pending', 'downloading', 'failed') and retry_count < max_retries
                           and coalesce(greatest(next_retry_at, lease_until), '-infinity') <= now()
                         order by coalesce(greatest(next_retry_at, lease_until), '-infinity'), id
                         limit 10 for update skip locked""").query(String.class).list());
        assertThat(plan).as(what).contains("media_downloads_claimable");
        return plan.lines()
                .filter(line -> line.contains("Buffers: shared hit="))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*shared hit=(\\d+).*", "$1")))
                .findFirst()
                .orElse(0);
    }
}

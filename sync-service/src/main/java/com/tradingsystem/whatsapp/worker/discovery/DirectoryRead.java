package com.tradingsystem.whatsapp.worker.discovery;

import com.tradingsystem.whatsapp.contact.DirectoryChanges;
import com.tradingsystem.whatsapp.event.InboundEvent.GroupDescribed;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.ingest.Archive;
import com.tradingsystem.whatsapp.waha.WahaPage;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.Success;
import com.tradingsystem.whatsapp.worker.waha.WahaClient;
import com.tradingsystem.whatsapp.worker.waha.WahaSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Reads who is who in a session, slowly: some of these questions WAHA has to pass on to WhatsApp, which soon has enough of them. Only
 * what is new is written. Safe for use by many threads.
 */
final class DirectoryRead {

    private static final int PAGE = 100;

    /** More pages than anybody has contacts for: an engine that ignores the offset shall not keep us for ever. */
    private static final int MOST_PAGES = 2_000;

    private final WahaClient waha;
    private final DirectoryChanges news;
    private final Archive archive;
    private final DiscoverySettings settings;

    DirectoryRead(WahaClient waha, DirectoryChanges news, Archive archive, DiscoverySettings settings) {
        this.waha = waha;
        this.news = news;
        this.archive = archive;
        this.settings = settings;
    }

    private interface Pages {
        WahaAnswer<WahaPage<Understood>> page(int limit, int offset);
    }

    /**
     * Reads it all, in the order in which one thing helps with the next: who is who before who is where.
     *
     * @return how many questions were asked; or why the reading stopped
     */
    WahaAnswer<Integer> of(WahaSession session, Heartbeat sign) throws SQLException, InterruptedException {
        Set<Jid.Group> bare = new HashSet<>();
        WahaAnswer<Integer> lids = pages((limit, offset) -> waha.lids(session, limit, offset), bare, sign);
        if (stops(lids)) {
            return lids;
        }
        WahaAnswer<Integer> contacts = pages((limit, offset) -> waha.contacts(session, limit, offset), bare, sign);
        if (stops(contacts)) {
            return contacts;
        }
        WahaAnswer<Integer> groups = pages((limit, offset) -> waha.groups(session, limit, offset), bare, sign);
        if (stops(groups)) {
            return groups;
        }
        for (Jid.Group group : bare) {
            sign.alive();
            Thread.sleep(settings.directoryPace());
            WahaAnswer<WahaPage<Understood>> members = waha.participants(session, group);
            if (members instanceof Success<WahaPage<Understood>>(WahaPage<Understood> page)) {
                write(page.entries());
            } else if (stops(members)) {
                return members.map(never -> 0);
            }
        }
        return new Success<>(bare.size());
    }

    /** A question that WAHA does not answer to is passed over, unless it can answer nothing at all at present. */
    private static boolean stops(WahaAnswer<?> answer) {
        return answer instanceof WahaAnswer.NotReady<?> || answer instanceof WahaAnswer.Unavailable<?>;
    }

    /** @param bare where groups are added whose members were not told */
    private WahaAnswer<Integer> pages(Pages pages, Set<Jid.Group> bare, Heartbeat sign)
            throws SQLException, InterruptedException {
        List<Understood> before = List.of();
        for (int i = 0; i < MOST_PAGES; i++) {
            sign.alive();
            WahaAnswer<WahaPage<Understood>> answer = pages.page(PAGE, i * PAGE);
            if (!(answer instanceof Success<WahaPage<Understood>>(WahaPage<Understood> page))) {
                return answer.map(never -> 0);
            }
            List<Understood> entries = page.entries();
            if (page.size() == 0 || isSame(entries, before)) {
                return new Success<>(i + 1);
            }
            collectBare(entries, bare);
            write(entries);
            if (page.size() > PAGE) {
                return new Success<>(i + 1); // it ignored the limit and gave all there is
            }
            before = entries;
            Thread.sleep(settings.directoryPace());
        }
        return new Success<>(MOST_PAGES);
    }

    private static boolean isSame(List<Understood> entries, List<Understood> before) {
        return entries.size() == before.size() && keys(entries).equals(keys(before));
    }

    private static List<Object> keys(List<Understood> entries) {
        List<Object> keys = new ArrayList<>();
        for (Understood entry : entries) {
            keys.add(entry.links());
            entry.contacts().forEach(sighting -> keys.add(sighting.contact()));
        }
        return keys;
    }

    private static void collectBare(List<Understood> entries, Set<Jid.Group> bare) {
        for (Understood entry : entries) {
            entry.events().forEach(event -> {
                if (event instanceof GroupDescribed group && group.participants() == null) {
                    bare.add(group.group());
                }
            });
        }
    }

    private void write(List<Understood> entries) throws SQLException {
        List<Understood> unknown =
                entries.stream().map(news::in).filter(Objects::nonNull).toList();
        if (!unknown.isEmpty()) {
            archive.write(unknown, (connection, summary) -> {});
        }
    }
}

package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Pipeline;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.message.WrittenMessages.Place;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares rows as they should be with rows as they are and makes them so, with as few statements as possible: most batches
 * only insert, most others only update. Used by one thread, for one transaction.
 */
final class MessageChanges {

    private final Map<MessageKey, KeyRow> keys;
    private final Map<MessageKey, StoredMessage> stored;
    private final Instant now;

    private final List<MessageRow> inserted = new ArrayList<>();
    private final List<MessageRow> replaced = new ArrayList<>();
    private final List<MessageRow> updated = new ArrayList<>();
    private final List<LidRows.Entry> lidsGone = new ArrayList<>();
    private final List<LidRows.Entry> lidsNew = new ArrayList<>();
    private final Map<MessageKey, Place> places = new HashMap<>();
    private final Set<MessageKey> moved = new HashSet<>();

    MessageChanges(Map<MessageKey, KeyRow> keys, Map<MessageKey, StoredMessage> stored, Instant now) {
        this.keys = keys;
        this.stored = stored;
        this.now = now;
    }

    void add(MessageRow row) {
        places.put(row.key(), new Place(row.chat(), row.timestamp()));
        StoredMessage before = stored.get(row.key());
        if (before == null) {
            (keys.containsKey(row.key()) ? replaced : inserted).add(row);
        } else if (!row.isWhere(before.row())
                || !row.state().content().isSameAs(before.row().state().content())
                || (row.erased() && !before.row().erased())) {
            replaced.add(row);
        } else if (!row.equals(before.row())) {
            updated.add(row);
        }
        compareLids(before == null ? null : before.row(), row);
        if (before == null ? keys.containsKey(row.key()) : !row.isWhere(before.row())) {
            moved.add(row.key());
        }
    }

    private void compareLids(@Nullable MessageRow before, MessageRow after) {
        Set<Jid> old = before == null ? Set.of() : before.lids();
        Set<Jid> current = after.lids();
        old.stream()
                .filter(lid -> !current.contains(lid))
                .forEach(lid -> lidsGone.add(new LidRows.Entry(after.key(), lid)));
        current.stream()
                .filter(lid -> !old.contains(lid))
                .forEach(lid -> lidsNew.add(new LidRows.Entry(after.key(), lid)));
    }

    WrittenMessages write(Pipeline pipeline, Set<CoreRef> erased) throws SQLException {
        List<MessageRow> complete = withDetails(pipeline);
        MessageTable.delete(pipeline, before(replaced));
        MessageKeys.move(pipeline, complete);
        MessageTable.insert(pipeline, complete.stream().map(this::after).toList());
        MessageTable.insertWithKeys(
                pipeline,
                inserted.stream().map(row -> new StoredMessage(0, now, row)).toList());
        MessageTable.update(pipeline, updated.stream().map(this::after).toList());
        writeSearchRows(pipeline, complete);
        LidRows.delete(pipeline, lidsGone);
        LidRows.insert(pipeline, lidsNew);
        return new WrittenMessages(
                inserted.stream().map(MessageRow::key).toList(), Map.copyOf(places), Set.copyOf(moved), erased);
    }

    /** Rows that move without better content take along what was never read. */
    private List<MessageRow> withDetails(Pipeline pipeline) throws SQLException {
        List<KeyRow> missing = replaced.stream()
                .filter(row -> row.content().details() == null)
                .map(row -> keys.get(row.key()))
                .filter(Objects::nonNull)
                .toList();
        Map<MessageKey, Details> details = StoredMessages.details(pipeline, missing);
        List<MessageRow> complete = new ArrayList<>();
        for (MessageRow row : replaced) {
            Details own = row.content().details();
            Details found = own == null ? Objects.requireNonNull(details.get(row.key())) : own;
            complete.add(row.with(row.erased() ? found.erased() : found));
        }
        return complete;
    }

    private List<StoredMessage> before(List<MessageRow> rows) {
        return rows.stream()
                .map(row -> stored.get(row.key()))
                .filter(Objects::nonNull)
                .toList();
    }

    private StoredMessage after(MessageRow row) {
        KeyRow key = Objects.requireNonNull(keys.get(row.key()));
        StoredMessage before = stored.get(row.key());
        return new StoredMessage(key.id(), before == null ? now : before.createdAt(), row);
    }

    private void writeSearchRows(Pipeline pipeline, List<MessageRow> complete) {
        List<MessageRow> rewritten = new ArrayList<>(complete);
        for (MessageRow row : updated) {
            StoredMessage before = Objects.requireNonNull(stored.get(row.key()));
            if (!Objects.equals(row.body(), before.row().body())) {
                rewritten.add(row);
            }
        }
        SearchRows.delete(pipeline, rewritten.stream().map(MessageRow::key).toList());
        rewritten.addAll(inserted);
        SearchRows.insert(pipeline, rewritten);
    }
}

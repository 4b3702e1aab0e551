package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.message.WrittenMessages.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares rows as they should be with rows as they are and makes them so, with as few statements as possible: most batches
 * only insert, most others only update. Used by one thread, for one transaction.
 */
final class MessageChanges {

    private final Map<MessageKey, KeyRow> keys;
    private final Map<MessageKey, StoredMessage> stored;
    private final Iterator<Long> numbers;
    private final List<StoredMessage> inserted = new ArrayList<>();
    private final List<MessageRow> replaced = new ArrayList<>();
    private final List<MessageRow> updated = new ArrayList<>();
    private final List<MessageRow> renamed = new ArrayList<>();
    private final List<MessageRow> all = new ArrayList<>();
    private final Set<MessageKey> moved = new HashSet<>();

    /** Takes the numbers of new messages from {@code numbers}, which has enough for all. */
    MessageChanges(Map<MessageKey, KeyRow> keys, Map<MessageKey, StoredMessage> stored, Iterator<Long> numbers) {
        this.keys = keys;
        this.stored = stored;
        this.numbers = numbers;
    }

    void add(MessageRow row) {
        all.add(row);
        KeyRow key = keys.get(row.key());
        StoredMessage before = stored.get(row.key());
        boolean isRenamed =
                key != null && !Objects.equals(key.author(), row.state().author());
        if (before == null) {
            if (key == null) {
                inserted.add(new StoredMessage(numbers.next(), null, row));
            } else {
                replaced.add(row);
            }
        } else if (!row.isWhere(before.row())
                || !row.state().content().isSameAs(before.row().state().content())
                || (row.erased() && !before.row().erased())) {
            replaced.add(row);
        } else if (!row.equals(before.row()) || isRenamed) {
            updated.add(row);
        }
        if (isRenamed) {
            renamed.add(row);
        }
        if (before == null ? key != null : !row.isWhere(before.row())) {
            moved.add(row.key());
        }
    }

    /** Where all messages are now. */
    Map<MessageKey, Place> write(Connection connection) throws SQLException {
        List<StoredMessage> complete =
                withDetails(connection).stream().map(this::after).toList();
        MessageTable.delete(connection, before(replaced));
        MessageKeys.rename(connection, renamed.stream().map(this::after).toList());
        MessageKeys.move(connection, complete);
        MessageKeys.insert(connection, inserted);
        List<StoredMessage> rows = new ArrayList<>(inserted);
        rows.addAll(complete);
        MessageTable.insert(connection, rows);
        MessageTable.update(connection, updated.stream().map(this::after).toList());
        writeSearchRows(connection, complete);
        Map<MessageKey, Long> fresh = new HashMap<>();
        inserted.forEach(message -> fresh.put(message.row().key(), message.id()));
        writeLids(connection, fresh);
        Map<MessageKey, Place> places = new HashMap<>();
        all.forEach(row -> places.put(row.key(), new Place(number(row.key(), fresh), row.chat(), row.timestamp())));
        return places;
    }

    List<MessageKey> inserted() {
        return inserted.stream().map(message -> message.row().key()).toList();
    }

    /** Messages that were there, and otherwise. */
    List<MessageKey> changed() {
        return Stream.concat(replaced.stream(), updated.stream())
                .map(MessageRow::key)
                .toList();
    }

    Set<MessageKey> moved() {
        return moved;
    }

    private long number(MessageKey key, Map<MessageKey, Long> fresh) {
        KeyRow row = keys.get(key);
        return row == null ? Objects.requireNonNull(fresh.get(key)) : row.id();
    }

    private void writeLids(Connection connection, Map<MessageKey, Long> fresh) throws SQLException {
        List<ShownLids.Entry> gone = new ArrayList<>();
        List<ShownLids.Entry> added = new ArrayList<>();
        for (MessageRow row : all) {
            StoredMessage before = stored.get(row.key());
            Set<Jid> old = before == null ? Set.of() : before.row().lids();
            Set<Jid> current = row.lids();
            long number = number(row.key(), fresh);
            entries(row, old, current, number, gone);
            entries(row, current, old, number, added);
        }
        ShownLids.delete(connection, gone);
        ShownLids.insert(connection, added);
    }

    private static void entries(
            MessageRow row, Set<Jid> lids, Set<Jid> without, long number, List<ShownLids.Entry> entries) {
        lids.stream()
                .filter(lid -> !without.contains(lid))
                .forEach(lid -> entries.add(new ShownLids.Entry(row.key().session(), lid, number)));
    }

    /** Rows that move without better content take along what was never read. */
    private List<MessageRow> withDetails(Connection connection) throws SQLException {
        List<KeyRow> missing = replaced.stream()
                .filter(row -> row.content().details() == null)
                .map(row -> Objects.requireNonNull(keys.get(row.key())))
                .toList();
        Map<Long, StoredDetails> details = StoredMessages.details(connection, missing);
        List<MessageRow> complete = new ArrayList<>();
        for (MessageRow row : replaced) {
            StoredDetails own = row.content().details();
            StoredDetails found = own == null
                    ? Objects.requireNonNull(details.get(
                            Objects.requireNonNull(keys.get(row.key())).id()))
                    : own;
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
        return new StoredMessage(key.id(), before == null ? null : before.createdAt(), row);
    }

    private void writeSearchRows(Connection connection, List<StoredMessage> complete) throws SQLException {
        List<StoredMessage> rewritten = new ArrayList<>(complete);
        for (MessageRow row : updated) {
            StoredMessage before = Objects.requireNonNull(stored.get(row.key()));
            if (!Objects.equals(row.body(), before.row().body())) {
                rewritten.add(after(row));
            }
        }
        SearchRows.delete(connection, rewritten.stream().map(StoredMessage::id).toList());
        rewritten.addAll(inserted);
        SearchRows.insert(connection, rewritten);
    }
}

package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.identity.Addresses;
import com.tradingsystem.whatsapp.identity.MessageKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is stored of some messages, under the keys they have by now. Rows that have come to the same key are one message: the one
 * with the lowest number stays, the others are absorbed.
 *
 * @param keys the rows of {@code message_keys} that stay
 * @param rows the rows of {@code messages} to these; some may be missing
 * @param states everything reported, of merged duplicates as well
 * @param absorbed numbers of absorbed messages, each with the number of the one that stays
 * @param absorbedKeys the keys of the messages that absorbed others, once for each
 * @param absorbedRows the rows of absorbed messages
 */
record StoredState(
        Map<MessageKey, KeyRow> keys,
        Map<MessageKey, StoredMessage> rows,
        Map<MessageKey, MessageState> states,
        Map<Long, Long> absorbed,
        List<MessageKey> absorbedKeys,
        List<StoredMessage> absorbedRows) {

    static StoredState read(
            Connection connection, Map<KeyRow, MessageKey> resolved, Map<MessageKey, MessageKey> attributed)
            throws SQLException {
        Map<KeyRow, MessageKey> keyed = new HashMap<>();
        resolved.forEach((row, key) -> keyed.put(row, attributed.getOrDefault(key, key)));
        Map<Long, StoredMessage> messages = StoredMessages.rows(connection, keyed);
        Set<MessageKey> seen = new HashSet<>();
        Set<MessageKey> shared = new HashSet<>();
        keyed.values().stream().filter(key -> !seen.add(key)).forEach(shared::add);
        Map<Long, StoredDetails> details = StoredMessages.details(
                connection,
                keyed.keySet().stream()
                        .filter(row -> shared.contains(keyed.get(row)))
                        .toList());
        StoredState state = new StoredState(
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new ArrayList<>(),
                new ArrayList<>());
        keyed.keySet().stream().sorted(Comparator.comparingLong(KeyRow::id)).forEach(row -> {
            MessageKey key = keyed.get(row);
            StoredMessage message = messages.get(row.id());
            if (message != null) {
                MessageState own = message.row().state();
                StoredDetails known = details.get(row.id());
                state.states.merge(key, known == null ? own : own.with(known), MessageState::merge);
            }
            KeyRow first = state.keys.putIfAbsent(key, row);
            if (first != null) {
                state.absorbed.put(row.id(), first.id());
                state.absorbedKeys.add(key);
            }
            if (message != null) {
                if (first == null) {
                    state.rows.put(key, message);
                } else {
                    state.absorbedRows.add(message);
                }
            }
        });
        return state;
    }

    /** The full ids of the messages, as they were stored. */
    Map<MessageKey, Set<String>> fullIds() {
        Map<MessageKey, Set<String>> ids = new HashMap<>();
        List<StoredMessage> all = new ArrayList<>(rows.values());
        all.addAll(absorbedRows);
        all.forEach(message -> ids.computeIfAbsent(message.row().key(), key -> new HashSet<>())
                .add(message.row().content().messageId()));
        return ids;
    }

    /** The states with everybody under the address that is canonical by now. */
    Map<MessageKey, MessageState> canonical(Addresses addresses) {
        Map<MessageKey, MessageState> canonical = new HashMap<>();
        states.forEach((key, state) -> canonical.put(key, state.canonical(key.session(), addresses)));
        return canonical;
    }

    Collection<StoredMessage> all() {
        List<StoredMessage> all = new ArrayList<>(rows.values());
        all.addAll(absorbedRows);
        return all;
    }
}

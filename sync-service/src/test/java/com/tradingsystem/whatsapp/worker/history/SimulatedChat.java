package com.tradingsystem.whatsapp.worker.history;

import com.tradingsystem.whatsapp.worker.waha.MessageWindow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A chat in an engine with habits of its own. */
final class SimulatedChat {

    /** How an engine orders its answer. */
    enum Order {
        NEWEST_FIRST,
        OLDEST_FIRST,
        AS_INSERTED
    }

    /**
     * What an engine makes of a question.
     *
     * @param cap the most it gives, whatever was asked; 0 for no such limit
     * @param restless whether messages of one second come in another order each time
     */
    record Habits(
            Order order, boolean filtersByTime, boolean knowsOffset, int cap, boolean restless, boolean comesAndGoes) {}

    private final Habits habits;
    private final Random random;
    private final List<OfferedMessage> rows;
    private final Set<String> hidden;
    private final Set<String> gone = new HashSet<>();
    private int born;
    private int calls;

    /** @param hidden messages the engine drops after it has applied limit and offset */
    SimulatedChat(Habits habits, List<OfferedMessage> rows, Set<String> hidden, long seed) {
        this.habits = habits;
        this.random = new Random(seed);
        this.rows = new ArrayList<>(rows);
        this.hidden = hidden;
    }

    int calls() {
        return calls;
    }

    /** What an archive has to have: all that was there from the first question to the last. */
    Set<String> lasting(long from, List<OfferedMessage> atFirst) {
        Set<String> ids = new HashSet<>();
        for (OfferedMessage row : atFirst) {
            if (row.second() >= from && !gone.contains(row.id()) && !hidden.contains(row.id())) {
                ids.add(row.id());
            }
        }
        return ids;
    }

    List<OfferedMessage> ask(MessageWindow window) {
        calls++;
        if (habits.comesAndGoes()) {
            comeAndGo();
        }
        List<OfferedMessage> matching = new ArrayList<>(rows);
        if (habits.restless()) {
            Collections.shuffle(matching, random);
        }
        Long gte = window.gte();
        Long lte = window.lte();
        if (habits.filtersByTime()) {
            matching.removeIf(row -> (gte != null && row.second() < gte) || (lte != null && row.second() > lte));
        }
        switch (habits.order()) {
            case NEWEST_FIRST ->
                matching.sort(Comparator.comparingLong(OfferedMessage::second).reversed());
            case OLDEST_FIRST -> matching.sort(Comparator.comparingLong(OfferedMessage::second));
            case AS_INSERTED -> {}
        }
        int start = habits.knowsOffset() ? Math.min(window.offset(), matching.size()) : 0;
        int limit = habits.cap() == 0 ? window.limit() : Math.min(window.limit(), habits.cap());
        List<OfferedMessage> page = new ArrayList<>(matching.subList(start, Math.min(start + limit, matching.size())));
        page.removeIf(row -> hidden.contains(row.id()));
        return page;
    }

    private void comeAndGo() {
        if (random.nextInt(4) == 0 && gone.size() < 3 && !rows.isEmpty()) {
            gone.add(rows.remove(random.nextInt(rows.size())).id());
        }
        if (random.nextInt(4) == 0) {
            long newest = rows.stream().mapToLong(OfferedMessage::second).max().orElse(1_700_000_000);
            rows.add(new OfferedMessage("NEW" + born++, newest + random.nextInt(2)));
        }
    }
}

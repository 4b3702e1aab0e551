package com.tradingsystem.whatsapp.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs retention as its callers do: until it is done. */
final class Retention {

    private record Step(String what, String unit, long removed, boolean isDone) {}

    private Retention() {}

    static void keep(JdbcClient jdbc, int messageDays, int eventDays) {
        jdbc.sql("""
                        insert into whatsapp_gateway.settings (name, value)
                        values ('retention_days', :messages), ('events_retention_days', :events)
                        on conflict (name) do update set value = excluded.value
                        """)
                .param("messages", Integer.toString(messageDays))
                .param("events", Integer.toString(eventDays))
                .update();
    }

    /** What was removed in all, by {@code "what unit"}. */
    static Map<String, Long> enforce(JdbcClient jdbc) {
        return enforce(jdbc, 5000);
    }

    static Map<String, Long> enforce(JdbcClient jdbc, int batch) {
        Map<String, Long> removed = new HashMap<>();
        boolean isDone = false;
        for (int calls = 0; !isDone; calls++) {
            assertThat(calls).as("calls until it is done").isLessThan(1000);
            List<Step> steps = steps(jdbc, "enforce_retention(p_batch => " + batch + ")");
            steps.forEach(step -> removed.merge(step.what() + " " + step.unit(), step.removed(), Long::sum));
            isDone = steps.stream().allMatch(Step::isDone);
        }
        removed.values().removeIf(count -> count == 0);
        return removed;
    }

    /** What would be removed. */
    static Map<String, Long> preview(JdbcClient jdbc) {
        Map<String, Long> removed = new HashMap<>();
        steps(jdbc, "enforce_retention(true)")
                .forEach(step -> removed.put(step.what() + " " + step.unit(), step.removed()));
        removed.values().removeIf(count -> count == 0);
        return removed;
    }

    private static List<Step> steps(JdbcClient jdbc, String call) {
        return jdbc.sql("select what, unit, removed, is_done from whatsapp_gateway." + call)
                .query(Step.class)
                .list();
    }
}

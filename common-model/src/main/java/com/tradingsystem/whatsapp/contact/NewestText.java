package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.batch.DatabaseOrder;
import com.tradingsystem.whatsapp.batch.Timestamps;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A last-writer-wins text: the newest holds, and of two of one time the greater. */
record NewestText(String text, Instant at) implements Comparable<NewestText> {

    private static final Comparator<NewestText> ORDER =
            Comparator.comparing(NewestText::at).thenComparing(NewestText::text, DatabaseOrder.TEXT);

    NewestText {
        at = Timestamps.kept(at);
    }

    static @Nullable NewestText of(@Nullable String text, Instant at) {
        return text == null ? null : new NewestText(text, at);
    }

    static @Nullable NewestText merge(@Nullable NewestText a, @Nullable NewestText b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.compareTo(b) >= 0 ? a : b;
    }

    @Override
    public int compareTo(NewestText other) {
        return ORDER.compare(this, other);
    }
}

package com.tradingsystem.whatsapp.local.waha;

import java.util.Comparator;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Two sorted walks as one, taking no more from either than is asked for. */
final class Merge<T> implements Iterator<T> {

    private final Iterator<T> one;
    private final Iterator<T> other;
    private final Comparator<T> order;
    private @Nullable T nextOne;
    private @Nullable T nextOther;

    private Merge(Iterator<T> one, Iterator<T> other, Comparator<T> order) {
        this.one = one;
        this.other = other;
        this.order = order;
    }

    static <T> Stream<T> of(Iterator<T> one, Iterator<T> other, Comparator<T> order) {
        Spliterator<T> merged =
                Spliterators.spliteratorUnknownSize(new Merge<>(one, other, order), Spliterator.ORDERED);
        return StreamSupport.stream(merged, false);
    }

    @Override
    public boolean hasNext() {
        return nextOne != null || nextOther != null || one.hasNext() || other.hasNext();
    }

    @Override
    public T next() {
        if (nextOne == null && one.hasNext()) {
            nextOne = one.next();
        }
        if (nextOther == null && other.hasNext()) {
            nextOther = other.next();
        }
        T left = nextOne;
        T right = nextOther;
        if (left != null && (right == null || order.compare(left, right) <= 0)) {
            nextOne = null;
            return left;
        }
        if (right != null) {
            nextOther = null;
            return right;
        }
        throw new java.util.NoSuchElementException();
    }
}

package com.tradingsystem.whatsapp.local.waha;

import com.tradingsystem.whatsapp.local.phone.Group;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/** The account's groups as they stand now. Safe for use by many threads. */
final class Groups {

    private final Map<String, Group> groups = new ConcurrentSkipListMap<>();

    Groups(Collection<Group> initial) {
        initial.forEach(this::put);
    }

    List<Group> all() {
        return List.copyOf(groups.values());
    }

    Optional<Group> find(String jid) {
        return Optional.ofNullable(groups.get(jid));
    }

    void put(Group group) {
        groups.put(group.jid(), group);
    }

    void remove(String jid) {
        groups.remove(jid);
    }

    /**
     * @return the group after the change
     * @throws IllegalArgumentException if the account is not in such a group
     */
    Group change(String jid, UnaryOperator<Group> change) {
        Group changed = groups.computeIfPresent(jid, (key, group) -> change.apply(group));
        if (changed == null) {
            throw new IllegalArgumentException("not a group of this account: " + jid);
        }
        return changed;
    }
}

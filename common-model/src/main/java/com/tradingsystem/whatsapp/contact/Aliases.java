package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads which LIDs and phone numbers are the same person. Safe for use by many threads. */
public final class Aliases {

    private static final String ALL_ADDRESSES = """
            with canonical as (
              select coalesce((select phone from whatsapp_gateway.lid_links where session_name = :session and lid = :chat),
                              :chat) as address)
            select address from (
              select address, 0 as place from canonical
              union all
              select l.lid, 1
                from whatsapp_gateway.lid_links l join canonical c on l.phone = c.address
               where l.session_name = :session) addresses
             order by place, address""";

    private final JdbcClient jdbc;

    Aliases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every address the chat is or was kept under; at least the one asked for. */
    public ChatAddresses of(SessionName session, Jid chat) {
        List<String> all = jdbc.sql(ALL_ADDRESSES)
                .param("session", session.value())
                .param("chat", chat.value())
                .query(String.class)
                .list();
        return new ChatAddresses(all.getFirst(), all);
    }

    /** The phone number's address behind each of these LIDs, where it is known. */
    public Map<String, String> phonesOf(SessionName session, Collection<String> lids) {
        if (lids.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(
                        "select lid, phone from whatsapp_gateway.lid_links where session_name = :session and lid = any(:lids)")
                .param("session", session.value())
                .param("lids", lids.toArray(String[]::new))
                .query((row, n) -> Map.entry(row.getString("lid"), row.getString("phone")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The LIDs that lead to each of these phone numbers' addresses. */
    public Map<String, List<String>> lidsOf(SessionName session, Collection<String> phones) {
        if (phones.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("""
                        select phone, lid from whatsapp_gateway.lid_links
                         where session_name = :session and phone = any(:phones)
                         order by lid""")
                .param("session", session.value())
                .param("phones", phones.toArray(String[]::new))
                .query((row, n) -> Map.entry(row.getString("phone"), row.getString("lid")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }
}

package com.tradingsystem.whatsapp.gateway.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Where requests come from, as far as one person may be taken to own it: an address of IPv4, or the 64 bits of IPv6 that every customer
 * gets.
 *
 * @param address of IPv4, or the prefix of IPv6 in hexadecimal
 */
record Network(String address) {

    private static final Pattern IPV4 = Pattern.compile("[0-9.]{7,15}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:][0-9A-Fa-f:.]{1,44}");
    private static final Network UNKNOWN = new Network("unknown");
    private static final int CUSTOMER = 8;

    /** The network of an address as the server has it, never of one that a header claims unless the server trusts that header. */
    static Network of(String address) {
        String unscoped = address.replaceFirst("%.*", "");
        if (IPV4.matcher(unscoped).matches()) {
            return new Network(unscoped);
        }
        // Nothing but an address may get to the parser, which would look up a name.
        return unscoped.contains(":") && IPV6.matcher(unscoped).matches() ? ofIpv6(unscoped) : UNKNOWN;
    }

    private static Network ofIpv6(String text) {
        try {
            InetAddress address = InetAddress.getByName(text);
            return address instanceof Inet6Address
                    ? new Network(HexFormat.of().formatHex(address.getAddress(), 0, CUSTOMER))
                    : new Network(address.getHostAddress()); // IPv4 in the clothes of IPv6
        } catch (UnknownHostException e) {
            return UNKNOWN;
        }
    }
}

package com.tradingsystem.whatsapp.contact;

import java.util.List;

/**
 * All addresses of one chat.
 *
 * @param canonical the one it is kept under: the phone number's where it is known
 * @param all the canonical one and every LID that leads to it; rows may be under any of them for a while after a pair
 *     was learnt
 */
public record ChatAddresses(String canonical, List<String> all) {
    public ChatAddresses {
        all = List.copyOf(all);
    }
}

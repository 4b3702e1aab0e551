/** Contacts, groups and their members, labels, calls, and which LID belongs to which phone number. */
@NullMarked
package com.tradingsystem.whatsapp.contact;

import org.jspecify.annotations.NullMarked;

package com.tradingsystem.whatsapp.contact;

import java.util.Collection;
import java.util.List;
import org.springframework.data.repository.Repository;

interface ContactRepository extends Repository<Contact, Long> {

    List<ContactName> findBySessionNameAndWhatsappIdIn(String sessionName, Collection<String> whatsappIds);

    boolean existsBySessionNameAndWhatsappIdIn(String sessionName, Collection<String> whatsappIds);
}

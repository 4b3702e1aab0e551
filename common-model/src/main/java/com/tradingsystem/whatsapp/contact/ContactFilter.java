package com.tradingsystem.whatsapp.contact;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/** A {@link ContactQuery} as conditions on the table, without its order and limit. */
record ContactFilter(ContactQuery query) implements Specification<Contact> {

    private static final long serialVersionUID = 1L;

    /** What a decomposed letter has above it and below; the same in Java and in PostgreSQL. */
    private static final String COMBINING = "[\u0300-\u036f]";

    private static final Pattern COMBINING_MARKS = Pattern.compile(COMBINING);
    private static final char ESCAPE = '\\';

    @Override
    public Predicate toPredicate(Root<Contact> contact, @Nullable CriteriaQuery<?> ignored, CriteriaBuilder build) {
        List<Predicate> all = new ArrayList<>();
        all.add(build.equal(contact.get("sessionName"), query.session().value()));
        if (query.contactType() != null) {
            all.add(build.equal(contact.get("contactType"), query.contactType()));
        }
        if (query.words() != null) {
            all.add(matches(contact, query.words(), query.digits(), build));
        }
        ContactQuery.Border border = query.border();
        if (border != null) {
            // The first half is what the index can use; the second settles equal times.
            Expression<Instant> firstSeenAt = contact.get("firstSeenAt");
            Expression<Long> id = contact.get("id");
            if (border.isBelow()) {
                all.add(build.lessThanOrEqualTo(firstSeenAt, border.firstSeenAt()));
                all.add(build.or(build.lessThan(firstSeenAt, border.firstSeenAt()), build.lessThan(id, border.id())));
            } else {
                all.add(build.greaterThanOrEqualTo(firstSeenAt, border.firstSeenAt()));
                all.add(build.or(
                        build.greaterThan(firstSeenAt, border.firstSeenAt()), build.greaterThan(id, border.id())));
            }
        }
        return build.and(all.toArray(Predicate[]::new));
    }

    private static Predicate matches(
            Root<Contact> contact, String words, @Nullable String digits, CriteriaBuilder build) {
        String pattern = containing(folded(words));
        List<Predicate> any = new ArrayList<>();
        for (String column : List.of("name", "pushName", "groupName")) {
            any.add(build.like(folded(contact.get(column), build), pattern, ESCAPE));
        }
        if (digits != null) {
            any.add(build.like(contact.get("phoneNumber"), containing(digits)));
        }
        return build.or(any.toArray(Predicate[]::new));
    }

    static String folded(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        return COMBINING_MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** Core PostgreSQL only, as the extension unaccent may live in any schema; by its full name normalize is a plain function. */
    private static Expression<String> folded(Expression<String> text, CriteriaBuilder build) {
        Expression<String> decomposed =
                build.function("pg_catalog.normalize", String.class, text, build.literal("NFKD"));
        return build.lower(build.function(
                "regexp_replace",
                String.class,
                decomposed,
                build.literal(COMBINING),
                build.literal(""),
                build.literal("g")));
    }

    private static String containing(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}

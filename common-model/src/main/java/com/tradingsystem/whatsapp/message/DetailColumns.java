package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.message.Details.Media;
import com.tradingsystem.whatsapp.message.Details.Place;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns of {@code messages} that hold the details of a content. */
final class DetailColumns {

    private DetailColumns() {}

    static <R> Columns.Builder<R> addTo(Columns.Builder<R> columns, Function<R, Details> details) {
        return columns.text("message_type", r -> details.apply(r).type())
                .bool("has_media", r -> details.apply(r).media() != null)
                .text("media_type", media(details, Media::type))
                .text("media_mime_type", media(details, Media::mimeType))
                .bigint("media_size_bytes", media(details, Media::sizeBytes))
                .bool("is_forwarded", r -> details.apply(r).forwarded())
                .text("quoted_message_id", r -> details.apply(r).quotedCoreId())
                .text("quoted_body", r -> details.apply(r).quotedBody())
                .numeric("location_latitude", place(details, Place::latitude))
                .numeric("location_longitude", place(details, Place::longitude))
                .text("location_name", place(details, Place::name))
                .text("location_address", place(details, Place::address))
                .text("location_url", place(details, Place::url))
                .text("contact_vcard", r -> details.apply(r).cards())
                .jsonb("link_preview", r -> details.apply(r).linkPreview())
                .text("source", r -> details.apply(r).source())
                .text("sync_source", r -> details.apply(r).syncSource())
                .jsonb("metadata", r -> details.apply(r).metadata())
                .jsonb("raw_data", r -> details.apply(r).rawData());
    }

    static Details read(ResultSet row) throws SQLException {
        Long size = row.getObject("media_size_bytes", Long.class);
        return new Details(
                row.getString("message_type"),
                row.getBoolean("has_media")
                        ? new Media(row.getString("media_type"), row.getString("media_mime_type"), size)
                        : null,
                row.getBoolean("is_forwarded"),
                row.getString("quoted_message_id"),
                row.getString("quoted_body"),
                place(row),
                row.getString("contact_vcard"),
                row.getString("link_preview"),
                row.getString("source"),
                row.getString("sync_source"),
                row.getString("metadata"),
                row.getString("raw_data"));
    }

    private static Place place(ResultSet row) throws SQLException {
        BigDecimal latitude = row.getBigDecimal("location_latitude");
        return new Place(
                latitude,
                row.getBigDecimal("location_longitude"),
                row.getString("location_name"),
                row.getString("location_address"),
                row.getString("location_url"));
    }

    private static <R, T> Function<R, @Nullable T> media(
            Function<R, Details> details, Function<Media, @Nullable T> part) {
        return row -> {
            Media media = details.apply(row).media();
            return media == null ? null : part.apply(media);
        };
    }

    private static <R, T> Function<R, @Nullable T> place(
            Function<R, Details> details, Function<Place, @Nullable T> part) {
        return row -> {
            Place place = details.apply(row).place();
            return place == null ? null : part.apply(place);
        };
    }
}

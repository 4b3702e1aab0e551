package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.event.Reading.Understood;
import java.util.List;

/**
 * What a write to the archive did.
 *
 * @param inserted how many messages it did not have before
 * @param merged how many messages it had already
 * @param rejected readings that could not be merged
 */
public record ArchiveSummary(int inserted, int merged, List<Understood> rejected) {
    public ArchiveSummary {
        rejected = List.copyOf(rejected);
    }
}

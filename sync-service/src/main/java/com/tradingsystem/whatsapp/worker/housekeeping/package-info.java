/** What has to be done once a day where the database does not do it by itself. */
@NullMarked
package com.tradingsystem.whatsapp.worker.housekeeping;

import org.jspecify.annotations.NullMarked;

package com.tradingsystem.whatsapp.ingest;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Says why something failed without a word of what was in it: the server's own messages quote the values they complain of. */
final class FailureSummary {

    private FailureSummary() {}

    /** For example {@code 22P02 in messages.raw_data}, {@code IllegalArgumentException at MessageState.of:31}. */
    static String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return of(sql);
            }
        }
        StackTraceElement[] trace = failure.getStackTrace();
        String type = failure.getClass().getSimpleName();
        return trace.length == 0 ? type : type + " at " + place(trace[0]);
    }

    private static String of(SQLException failure) {
        StringBuilder reason = new StringBuilder("SQL state ").append(failure.getSQLState());
        ServerErrorMessage message = failure instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        if (message != null) {
            append(reason, " in ", message.getTable());
            append(reason, ".", message.getColumn());
            append(reason, " against ", message.getConstraint());
            append(reason, " in ", message.getRoutine());
        }
        return reason.toString();
    }

    private static void append(StringBuilder reason, String separator, @Nullable String part) {
        if (part != null) {
            reason.append(separator).append(part);
        }
    }

    private static String place(StackTraceElement element) {
        String type = element.getClassName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + element.getMethodName() + ":"
                + element.getLineNumber();
    }
}

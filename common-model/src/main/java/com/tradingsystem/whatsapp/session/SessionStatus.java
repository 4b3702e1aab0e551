package com.tradingsystem.whatsapp.session;

import java.util.Locale;

/** WAHA's words for the state of a session, in the archive's. */
final class SessionStatus {

    private SessionStatus() {}

    /** The word in the column {@code status}; an unknown word stays itself, in lower case. */
    static String of(String wahaStatus) {
        return switch (wahaStatus) {
            case "WORKING" -> "connected";
            case "STARTING" -> "connecting";
            case "SCAN_QR_CODE" -> "scan_qr_code";
            case "FAILED" -> "failed";
            case "STOPPED" -> "disconnected";
            default -> wahaStatus.toLowerCase(Locale.ROOT);
        };
    }

    static boolean isConnected(String status) {
        return status.equals("connected");
    }

    static boolean isDisconnected(String status) {
        return status.equals("disconnected") || status.equals("failed");
    }
}

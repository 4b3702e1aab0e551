package com.tradingsystem.whatsapp.waha;

/** WAHA answered with JSON, but not of the form that was asked for. */
public final class UnexpectedAnswer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * Makes one without a stack trace.
     *
     * @param reason in a few words, without anything of the answer itself
     */
    public UnexpectedAnswer(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** What was wrong, without anything of the answer itself. */
    public String reason() {
        return reason;
    }
}

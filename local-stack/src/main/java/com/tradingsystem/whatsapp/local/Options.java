package com.tradingsystem.whatsapp.local;

import java.util.List;

/**
 * What was asked for on the command line.
 *
 * @param demo whether to start the fake WAHA and let it play
 */
record Options(boolean demo, boolean help) {

    static final String USAGE = """
            Usage: scripts/local [--demo]

            Runs the gateway, the sync worker, an embedded PostgreSQL and a directory for media in one process, in the
            foreground, and prints READY <url> once it serves. Ctrl-C stops it. Everything is kept in .local/.

              --demo   also starts a WAHA without WhatsApp behind it, which plays two lively sessions
              --help   prints this

            Variables come from the environment, then from .env; docs/local.md explains them.""";

    /** @throws BadSetting if there is something that is no option */
    static Options of(List<String> arguments) {
        for (String argument : arguments) {
            if (!List.of("--demo", "--help", "-h").contains(argument)) {
                throw new BadSetting("unknown option " + argument + "; --help shows what there is");
            }
        }
        return new Options(arguments.contains("--demo"), arguments.contains("--help") || arguments.contains("-h"));
    }
}

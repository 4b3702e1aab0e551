/** What runs the stack outside of a JVM: the compose file and the scripts, without a Docker engine. */
@NullMarked
package com.tradingsystem.whatsapp.local.deploy;

import org.jspecify.annotations.NullMarked;

package com.tradingsystem.whatsapp.local.demo;

import com.tradingsystem.whatsapp.local.phone.Account;
import com.tradingsystem.whatsapp.local.phone.Person;
import com.tradingsystem.whatsapp.local.waha.dialect.Engine;
import java.util.List;

/** One of the demo's sessions: whose it is, and where what is played. */
record DemoSession(String name, Engine engine, SceneBook book, Account account, List<SceneChat> stages, long seed) {

    DemoSession {
        stages = List.copyOf(stages);
    }

    List<SceneChat> stages(Scene.Where where) {
        return stages.stream().filter(stage -> stage.where() == where).toList();
    }

    /** The first letters of core ids tell which app made them; 20 hexadecimal digits in all. */
    String coreId(Person author, long rest) {
        String app = author.equals(account.me())
                ? "3EB0"
                : switch (author.phone().charAt(author.phone().length() - 1) % 3) {
                    case 0 -> "3A7F";
                    case 1 -> "AC1D";
                    default -> "3EB0";
                };
        return app + String.format("%016X", rest);
    }
}

package com.tradingsystem.whatsapp.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tradingsystem.whatsapp.local.Stages.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StagesTests {

    private final Stages stages = new Stages();
    private final List<Stage> stopped = Collections.synchronizedList(new ArrayList<>());

    @Test
    void stopping_goesFromThoseWhoMakeWorkToThoseWhomOthersNeed() {
        for (Stage stage : List.of(Stage.LOCK, Stage.DATABASE, Stage.GATEWAY, Stage.WORKER, Stage.WAHA, Stage.STORY)) {
            start(stage);
        }

        stages.stop();
        stages.stop();

        assertThat(stopped)
                .containsExactly(Stage.STORY, Stage.GATEWAY, Stage.WORKER, Stage.WAHA, Stage.DATABASE, Stage.LOCK);
    }

    @Test
    void pieceThatCannotStop_doesNotKeepTheOthersFromIt() {
        stages.start(Stage.GATEWAY, () -> () -> {
            throw new IllegalStateException("does not want to");
        });
        start(Stage.DATABASE);

        stages.stop();

        assertThat(stopped).containsExactly(Stage.DATABASE);
    }

    @Test
    void pieceThatIsJustStarting_isWaitedForAndStopped() throws Exception {
        CountDownLatch starting = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Thread starter = Thread.ofVirtual()
                .start(() -> stages.start(Stage.DATABASE, () -> {
                    starting.countDown();
                    await(mayGoOn);
                    return () -> stopped.add(Stage.DATABASE);
                }));
        starting.await();
        Thread stopper = Thread.ofVirtual().start(stages::stop);
        while (!stages.isStopping()) {
            Thread.onSpinWait();
        }
        assertThat(stopped).isEmpty();

        mayGoOn.countDown();
        starter.join();
        stopper.join();

        assertThat(stopped).containsExactly(Stage.DATABASE);
        assertThatThrownBy(() -> start(Stage.GATEWAY)).isInstanceOf(Stages.Stopping.class);
    }

    private void start(Stage stage) {
        stages.start(stage, () -> () -> stopped.add(stage));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

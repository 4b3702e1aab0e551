package com.tradingsystem.whatsapp.bench.figure;

import com.tradingsystem.whatsapp.bench.report.Result;
import java.util.List;

/** Something to measure. */
public interface Figure {

    /** Measures it; takes as long as the subject's options say. */
    List<Result> measure(Subject subject);
}

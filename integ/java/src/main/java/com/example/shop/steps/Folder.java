package com.example.shop.steps;

import io.github.cdkpipelines.FileSet;
import io.github.cdkpipelines.IFileSetProducer;
import io.github.cdkpipelines.ShellStep;

/** What a script leaves behind in one folder. */
public class Folder implements IFileSetProducer {
    private final ShellStep step;
    private final String path;

    public Folder(ShellStep step, String path) {
        this.step = step;
        this.path = path;
    }

    @Override
    public FileSet getPrimaryOutput() {
        return step.addOutputDirectory(path);
    }
}

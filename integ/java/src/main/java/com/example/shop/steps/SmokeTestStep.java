package com.example.shop.steps;

import io.github.cdkpipelines.IFileSetProducer;
import io.github.cdkpipelines.ShellStep;
import io.github.cdkpipelines.ShellStepProps;
import io.github.cdkpipelines.StackOutputReference;
import java.util.List;
import software.amazon.awscdk.CfnOutput;

/** A script with a habit of its own: it waits for the shop to be up, then looks at it. */
public class SmokeTestStep extends ShellStep {
    private final CfnOutput shopUrl;

    public SmokeTestStep(String id, IFileSetProducer input, CfnOutput shopUrl) {
        super(id, ShellStepProps.builder()
                .input(input)
                .installCommands(List.of("npm ci"))
                .commands(List.of("./wait-until-up.sh", "npm run smoke-test"))
                .build());
        this.shopUrl = shopUrl;
    }

    /** The script looks the output up by itself, so the stack must have been deployed. */
    @Override
    public List<StackOutputReference> getConsumedStackOutputs() {
        return List.of(StackOutputReference.fromCfnOutput(shopUrl));
    }
}

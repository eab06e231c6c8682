package com.example.shop.steps;

import io.github.cdkpipelines.CodePipelineActionFactoryResult;
import io.github.cdkpipelines.ICodePipelineActionFactory;
import io.github.cdkpipelines.ProduceActionOptions;
import io.github.cdkpipelines.Step;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.services.codepipeline.IStage;
import software.amazon.awscdk.services.codepipeline.actions.ManualApprovalAction;

/** Asks a person, and shows facts that earlier steps have found out. */
public class GateStep extends Step implements ICodePipelineActionFactory {
    private final Map<String, List<String>> facts;

    /**
     * @param facts lines by heading; they may hold outputs of other steps
     */
    public GateStep(String id, Map<String, List<String>> facts) {
        super(id);
        this.facts = facts;
        // Waits for the steps whose outputs are found somewhere in there.
        discoverReferencedOutputs(Map.of("facts", facts));
    }

    @Override
    public CodePipelineActionFactoryResult produceAction(IStage stage, ProduceActionOptions options) {
        stage.addAction(ManualApprovalAction.Builder.create()
                .actionName(options.getActionName())
                .runOrder(options.getRunOrder())
                .additionalInformation(facts.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
                        .collect(Collectors.joining("; ")))
                .build());
        return CodePipelineActionFactoryResult.builder().runOrdersConsumed(1).build();
    }
}

// docs/custom-steps.md shows what is between the marks.
package com.example.shop.steps;

// snippet-begin
import io.github.cdkpipelines.CodePipelineActionFactoryResult;
import io.github.cdkpipelines.FileSet;
import io.github.cdkpipelines.ICodePipelineActionFactory;
import io.github.cdkpipelines.IFileSetProducer;
import io.github.cdkpipelines.ProduceActionOptions;
import io.github.cdkpipelines.Step;
import java.util.List;
import software.amazon.awscdk.services.codepipeline.IStage;
import software.amazon.awscdk.services.codepipeline.actions.IJenkinsProvider;
import software.amazon.awscdk.services.codepipeline.actions.JenkinsAction;
import software.amazon.awscdk.services.codepipeline.actions.JenkinsActionType;

/** Lets Jenkins test the files it is given, and hands on the report. */
public class JenkinsStep extends Step implements ICodePipelineActionFactory {
    private final IJenkinsProvider provider;
    private final FileSet input;
    private final FileSet report;

    public JenkinsStep(String id, IJenkinsProvider provider, IFileSetProducer input) {
        super(id);
        this.provider = provider;
        this.input = input.getPrimaryOutput();
        this.report = new FileSet("Report", this);
        addDependencyFileSet(this.input);
        configurePrimaryOutput(report);
    }

    @Override
    public CodePipelineActionFactoryResult produceAction(IStage stage, ProduceActionOptions options) {
        stage.addAction(JenkinsAction.Builder.create()
                .actionName(options.getActionName())
                .runOrder(options.getRunOrder())
                .type(JenkinsActionType.TEST)
                .jenkinsProvider(provider)
                .projectName("shop-tests")
                .inputs(List.of(options.getArtifacts().toCodePipeline(input)))
                .outputs(List.of(options.getArtifacts().toCodePipeline(report)))
                .build());
        return CodePipelineActionFactoryResult.builder().runOrdersConsumed(1).build();
    }
}
// snippet-end

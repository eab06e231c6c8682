"""An action that the library does not know. docs/custom-steps.md shows what is between the marks."""

# snippet-begin
import jsii
from aws_cdk.aws_codepipeline import IStage
from aws_cdk.aws_codepipeline_actions import IJenkinsProvider, JenkinsAction, JenkinsActionType
from cdk_pipelines import (
    ArtifactMap,
    CodePipelineActionFactoryResult,
    FileSet,
    ICodePipelineActionFactory,
    IFileSetProducer,
    Step,
)


@jsii.implements(ICodePipelineActionFactory)
class JenkinsStep(Step):
    """Lets Jenkins test the files it is given, and hands on the report."""

    def __init__(self, id: str, *, provider: IJenkinsProvider, input: IFileSetProducer) -> None:
        super().__init__(id)
        self._provider = provider
        self._input = input.primary_output
        self._report = FileSet("Report", self)
        self._add_dependency_file_set(self._input)
        self._configure_primary_output(self._report)

    @jsii.member(jsii_name="produceAction")
    def produce_action(
        self,
        stage: IStage,
        *,
        action_name: str,
        run_order: int,
        artifacts: ArtifactMap,
        **_options,
    ) -> CodePipelineActionFactoryResult:
        stage.add_action(
            JenkinsAction(
                action_name=action_name,
                run_order=run_order,
                type=JenkinsActionType.TEST,
                jenkins_provider=self._provider,
                project_name="shop-tests",
                inputs=[artifacts.to_code_pipeline(self._input)],
                outputs=[artifacts.to_code_pipeline(self._report)],
            )
        )
        return CodePipelineActionFactoryResult(run_orders_consumed=1)
# snippet-end

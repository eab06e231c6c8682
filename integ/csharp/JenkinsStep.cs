// docs/custom-steps.md shows what is between the marks.

// snippet-begin
using Amazon.CDK.AWS.CodePipeline;
using Amazon.CDK.AWS.CodePipeline.Actions;
using CdkPipelines;

/// <summary>Lets Jenkins test the files it is given, and hands on the report.</summary>
public class JenkinsStep : Step, ICodePipelineActionFactory
{
    private readonly IJenkinsProvider provider;
    private readonly FileSet input;
    private readonly FileSet report;

    public JenkinsStep(string id, IJenkinsProvider provider, IFileSetProducer input) : base(id)
    {
        this.provider = provider;
        this.input = input.PrimaryOutput!;
        report = new FileSet("Report", this);
        AddDependencyFileSet(this.input);
        ConfigurePrimaryOutput(report);
    }

    public ICodePipelineActionFactoryResult ProduceAction(IStage stage, IProduceActionOptions options)
    {
        stage.AddAction(new JenkinsAction(new JenkinsActionProps
        {
            ActionName = options.ActionName,
            RunOrder = options.RunOrder,
            Type = JenkinsActionType.TEST,
            JenkinsProvider = provider,
            ProjectName = "shop-tests",
            Inputs = new[] { options.Artifacts.ToCodePipeline(input) },
            Outputs = new[] { options.Artifacts.ToCodePipeline(report) },
        }));
        return new CodePipelineActionFactoryResult { RunOrdersConsumed = 1 };
    }
}
// snippet-end

/* The smallest pipeline. docs/languages.md shows what is between the marks. */
package com.example.shop;

// snippet-begin
import io.github.cdkpipelines.*;
import java.util.List;
import software.amazon.awscdk.*;
import software.amazon.awscdk.services.sns.Topic;

public class Minimal {
    public static void main(String[] args) {
        App app = new App();

        Stage prod = new Stage(app, "Prod");
        new Topic(new Stack(prod, "Messaging"), "News");

        CodePipeline pipeline = CodePipeline.Builder.create(new Stack(app, "Delivery"), "Pipeline")
                .synth(ShellStep.Builder.create("Synth")
                        .input(CodePipelineSource.connection("example/news", "main", ConnectionSourceOptions.builder()
                                .connectionArn("arn:aws:codeconnections:us-east-1:111111111111:connection/example")
                                .build()))
                        .commands(List.of("npm ci", "npx cdk synth"))
                        .build())
                .build();
        pipeline.addStage(prod);

        app.synth();
    }
}
// snippet-end

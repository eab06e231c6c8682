package com.example.shop;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.DockerImageCode;
import software.amazon.awscdk.services.lambda.DockerImageFunction;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.FunctionUrlAuthType;
import software.amazon.awscdk.services.lambda.FunctionUrlOptions;
import software.amazon.awscdk.services.lambda.Runtime;
import software.constructs.Construct;

/** What is replaced by every deployment: a container image behind a URL, and a nightly report from a zip file. */
public class ServiceStack extends Stack {
    private final CfnOutput shopUrl;

    public ServiceStack(Construct scope, String id, Table orders) {
        super(scope, id);
        Map<String, String> environment = Map.of("TABLE_NAME", orders.getTableName());

        DockerImageFunction shop = DockerImageFunction.Builder.create(this, "Shop")
                .code(DockerImageCode.fromImageAsset("../demo/service"))
                .environment(environment)
                .build();
        orders.grantReadWriteData(shop);
        shopUrl = CfnOutput.Builder.create(this, "Url")
                .value(shop.addFunctionUrl(FunctionUrlOptions.builder()
                                .authType(FunctionUrlAuthType.AWS_IAM)
                                .build())
                        .getUrl())
                .build();

        Function report = Function.Builder.create(this, "Report")
                .runtime(Runtime.NODEJS_22_X)
                .handler("index.handler")
                .code(Code.fromAsset("../demo/report"))
                .timeout(Duration.minutes(1))
                .environment(environment)
                .build();
        orders.grantReadData(report);
        Rule.Builder.create(this, "Nightly")
                .schedule(Schedule.rate(Duration.days(1)))
                .targets(List.of(new LambdaFunction(report)))
                .build();
    }

    /** Where the shop can be reached. */
    public CfnOutput getShopUrl() {
        return shopUrl;
    }
}

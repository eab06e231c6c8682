package com.example.shop;

import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.constructs.Construct;

/** What must outlive every deployment. */
public class DataStack extends Stack {
    private final Table orders;

    public DataStack(Construct scope, String id) {
        super(scope, id);
        orders = Table.Builder.create(this, "Orders")
                .partitionKey(Attribute.builder()
                        .name("id")
                        .type(AttributeType.STRING)
                        .build())
                .build();
    }

    public Table getOrders() {
        return orders;
    }
}

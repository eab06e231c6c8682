package com.example.shop;

import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/**
 * A small shop, delivered to two environments: Beta, in one account and region, then Prod, in another, from a
 * pipeline in a third. Beside this project are the same application in other languages, with the same templates.
 */
public final class ShopApp {
    private ShopApp() {}

    public static void main(String[] args) {
        App app = new App();
        new DeliveryStack(
                app,
                "Delivery",
                StackProps.builder()
                        .env(Environment.builder()
                                .account("111111111111")
                                .region("us-east-1")
                                .build())
                        .build());
        app.synth();
    }
}

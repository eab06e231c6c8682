package com.example.shop;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.StageProps;
import software.constructs.Construct;

/** The application: everything that one environment consists of. */
public class Shop extends Stage {
    private final CfnOutput url;

    public Shop(Construct scope, String id, StageProps props) {
        super(scope, id, props);
        DataStack data = new DataStack(this, "Data");
        ServiceStack service = new ServiceStack(this, "Service", data.getOrders());
        url = service.getShopUrl();
    }

    /** Where the shop of this environment can be reached. */
    public CfnOutput getUrl() {
        return url;
    }
}

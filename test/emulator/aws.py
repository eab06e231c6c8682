"""Calls of AWS APIs: reads one as JSON from each line, and writes what it gives, or the error. Uses the SDK that the emulator brings along."""
import functools
import json
import sys

import botocore.exceptions
import botocore.session

session = botocore.session.get_session()


@functools.lru_cache(maxsize=None)
def client(service, endpoint, region, key, secret, token=None):
    return session.create_client(
        service, region_name=region, endpoint_url=endpoint,
        aws_access_key_id=key, aws_secret_access_key=secret, aws_session_token=token)


def credentials_of(call):
    administrator = (call["account"], "unused")
    if not call.get("role"):
        return administrator
    sts = client("sts", call["endpoint"], call["region"], *administrator)
    given = sts.assume_role(RoleArn=call["role"], RoleSessionName="codepipeline")["Credentials"]
    return given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"]


def answer(call):
    try:
        api = client(call["service"], call["endpoint"], call["region"], *credentials_of(call))
        result = getattr(api, call["operation"])(**call["input"])
    except botocore.exceptions.ClientError as error:
        return {"error": error.response["Error"]["Code"] + ": " + error.response["Error"]["Message"]}
    except botocore.exceptions.BotoCoreError as error:
        return {"error": str(error)}
    result.pop("ResponseMetadata", None)
    if "Payload" in result:
        result["Payload"] = result["Payload"].read().decode()
    return {"result": result}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line)), default=str), flush=True)

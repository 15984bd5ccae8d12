"""What the stock emulator gets wrong for our stacks, mended from outside.

Every patch first checks that what it replaces still exists, so that a new version
of the emulator fails loudly at the start and not quietly in a test.
"""

import functools
import os
import string
import threading
import time


class PatchError(RuntimeError):
    pass


def symbol(owner, name: str):
    found = getattr(owner, name, None)
    if found is None:
        where = getattr(owner, "__name__", type(owner).__name__)
        raise PatchError(f"{where}.{name} is gone in this version; see docs/local-engine.md")
    return found


def _wrap_handler(resource_type: str, verb: str, after) -> None:
    from ministack.services.cloudformation import provisioners

    handler = symbol(provisioners, "_RESOURCE_HANDLERS").get(resource_type) or {}
    original = handler.get(verb)
    if original is None:
        raise PatchError(f"no CloudFormation {verb} for {resource_type} in this version")

    @functools.wraps(original)
    def wrapped(*args, **kwargs):
        result = original(*args, **kwargs)
        props = args[1] if verb == "create" else args[2]
        after(result[0], props)
        return result

    handler[verb] = wrapped


def table_ttl() -> None:
    """CloudFormation drops TimeToLiveSpecification."""
    from ministack.services import dynamodb

    settings = symbol(dynamodb, "_ttl_settings")

    def set_ttl(name, props):
        spec = props.get("TimeToLiveSpecification") or {}
        if spec.get("AttributeName"):
            enabled = str(spec.get("Enabled", True)).lower() != "false"
            settings[name] = {
                "TimeToLiveStatus": "ENABLED" if enabled else "DISABLED",
                "AttributeName": spec["AttributeName"],
            }

    for verb in ("create", "update"):
        _wrap_handler("AWS::DynamoDB::Table", verb, set_ttl)


def reserved_concurrency() -> None:
    """CloudFormation drops ReservedConcurrentExecutions."""
    from ministack.services import lambda_svc

    functions = symbol(lambda_svc, "_functions")

    def reserve(name, props):
        wanted = props.get("ReservedConcurrentExecutions")
        functions[name]["concurrency"] = int(wanted) if wanted is not None else None

    for verb in ("create", "update"):
        _wrap_handler("AWS::Lambda::Function", verb, reserve)


def user_pool_url() -> None:
    """CloudFormation knows no `ProviderURL` of a user pool, which the CDK's JWT authorizer asks for."""
    from ministack.services.cloudformation import provisioners

    attributes = symbol(provisioners, "_cognito_user_pool_attributes")

    def with_url(pool_id):
        found = attributes(pool_id)
        return {"ProviderURL": f"https://{found['ProviderName']}", **found}

    provisioners._cognito_user_pool_attributes = with_url


def generated_secrets() -> None:
    """GenerateSecretString ignores all but ExcludeCharacters."""
    from ministack.services.cloudformation import provisioners

    generate = symbol(provisioners, "_sm_secret_string")
    kinds = {
        "ExcludePunctuation": string.punctuation, "ExcludeNumbers": string.digits,
        "ExcludeLowercase": string.ascii_lowercase, "ExcludeUppercase": string.ascii_uppercase,
    }

    def obedient(props):
        wanted = props.get("GenerateSecretString")
        if not wanted:
            return generate(props)
        more = "".join(signs for kind, signs in kinds.items() if str(wanted.get(kind, False)).lower() == "true")
        exclude = wanted.get("ExcludeCharacters", "") + more
        return generate({**props, "GenerateSecretString": {**wanted, "ExcludeCharacters": exclude}})

    provisioners._sm_secret_string = obedient


def queue_concurrency() -> None:
    """A mapping without MaximumConcurrency would start five processes of 70 MB each."""
    from ministack.services import lambda_svc

    symbol(lambda_svc, "_ESM_SQS_DEFAULT_CONCURRENCY")
    lambda_svc._ESM_SQS_DEFAULT_CONCURRENCY = int(os.environ.get("FIRSTCALL_QUEUE_CONCURRENCY", "2"))


def delayed_messages() -> None:
    """Nothing wakes the poller when a delayed message falls due; stock lateness is up to 1 s."""
    from ministack.core import concurrency

    wake = symbol(concurrency, "esm_wake")

    def beat() -> None:
        while True:
            time.sleep(0.15)
            wake.set()

    threading.Thread(target=beat, daemon=True, name="firstcall-metronome").start()


def minute_rules() -> None:
    """Ticks every second, and may shorten `rate(n minutes)` for the local stage."""
    from ministack.services import eventbridge

    symbol(eventbridge, "_SCHEDULER_TICK_INTERVAL")
    parse = symbol(eventbridge, "_parse_rate_seconds")
    scale = float(os.environ.get("FIRSTCALL_MINUTE_SECONDS", "60")) / 60
    eventbridge._SCHEDULER_TICK_INTERVAL = 1

    def parse_scaled(expression):
        seconds = parse(expression)
        return seconds if seconds is None else max(1.0, seconds * scale)

    eventbridge._parse_rate_seconds = parse_scaled


def apply_all() -> None:
    import http_patches
    import mail_patches
    import stream_mapping
    import worker_patches

    for patch in (
        http_patches.request_cookies, table_ttl, reserved_concurrency, user_pool_url, generated_secrets,
        queue_concurrency, delayed_messages, minute_rules, mail_patches.kept_calendars, stream_mapping.install,
        worker_patches.install,
    ):
        patch()

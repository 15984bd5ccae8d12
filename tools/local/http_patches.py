"""The HTTP side: cookies where the HTTP API puts them."""


def request_cookies() -> None:
    """Payload format 2.0 carries cookies in `cookies`; stock leaves them in the headers."""
    from ministack.services import lambda_svc
    from patches import symbol

    execute = symbol(lambda_svc, "_execute_function_with_config_scope")

    def with_cookies(function, event, *args, **kwargs):
        if isinstance(event, dict) and event.get("version") == "2.0" and isinstance(event.get("headers"), dict):
            cookie = event["headers"].pop("cookie", None)
            if cookie and "cookies" not in event:
                event["cookies"] = [part.strip() for part in cookie.split(";") if part.strip()]
        return execute(function, event, *args, **kwargs)

    lambda_svc._execute_function_with_config_scope = with_cookies

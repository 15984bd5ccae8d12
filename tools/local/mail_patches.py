"""The mail side: invitations that the local mailbox can show."""

import base64
import functools
import json
from email import message_from_bytes, policy


def calendar_part(body) -> str | None:
    """The calendar of a raw message, as an independent reader of MIME finds it."""
    try:
        data = json.loads(body)["Content"]["Raw"]["Data"]
    except (KeyError, TypeError, ValueError):
        return None
    message = message_from_bytes(base64.b64decode(data), policy=policy.default)
    return next((part.get_content() for part in message.walk() if part.get_content_type() == "text/calendar"), None)


def kept_calendars() -> None:
    """Stock keeps the words of a raw message and drops everything else, and shows only fields it knows."""
    from ministack import app
    from ministack.services import ses, ses_v2
    from patches import symbol

    handle = symbol(ses_v2, "handle_request")
    show = symbol(app, "_handle_ses_messages_request")
    sent = symbol(ses, "_sent_emails")

    def records():
        return (record for entries in sent.to_dict().values() for record in entries)

    @functools.wraps(handle)
    async def keeping(method, path, headers, body, query_params):
        answer = await handle(method, path, headers, body, query_params)
        calendar = calendar_part(body) if method == "POST" and path.rstrip("/").endswith("/outbound-emails") else None
        if calendar is not None and answer[0] == 200:
            message_id = json.loads(answer[2])["MessageId"]
            next(record for record in records() if record["MessageId"] == message_id)["Calendar"] = calendar
        return answer

    @functools.wraps(show)
    async def showing(*args):
        answer = await show(*args)
        if answer is None or answer[0] != 200:
            return answer
        shown = json.loads(answer[2])
        calendars = {record["MessageId"]: record["Calendar"] for record in records() if "Calendar" in record}
        for message in (one for messages in shown["messages"].values() for one in messages):
            if message["MessageId"] in calendars:
                message["Calendar"] = calendars[message["MessageId"]]
        return answer[0], answer[1], json.dumps(shown).encode()

    ses_v2.handle_request = keeping
    app._handle_ses_messages_request = showing

"""Starts MiniStack for Firstcall: loopback only, patched, gone when its parent is gone.

Everything it needs comes in as environment variables from tools/local/engine.ts.
"""

import asyncio
import os
import signal
import sys
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
REQUIRED = ("GATEWAY_PORT", "STATE_DIR", "TMPDIR", "PATH", "FIRSTCALL_LAMBDA_LOG", "FIRSTCALL_CLEAN_MARK")


def fail(line: str) -> None:
    print(f"engine: {line}", file=sys.stderr, flush=True)
    os._exit(3)


def stop_with_parent() -> None:
    """The parent holds our stdin open; its end is the end of us, however it died."""

    def watch() -> None:
        while sys.stdin.buffer.read(4096):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True, name="firstcall-parent").start()


def raise_file_limit() -> None:
    try:
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if soft < hard:
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    except (ImportError, ValueError, OSError):
        pass


def serve() -> None:
    from hypercorn.asyncio import serve as hypercorn_serve
    from hypercorn.config import Config
    from ministack.app import app
    from ministack.core import lambda_runtime

    config = Config()
    config.bind = [f"127.0.0.1:{os.environ['GATEWAY_PORT']}"]
    config.keep_alive_timeout = 75
    # Open sockets (WebSockets, keep-alive) would otherwise hold every clean stop for 3 s.
    config.graceful_timeout = 0.3
    config.loglevel = "WARNING"
    try:
        asyncio.run(hypercorn_serve(app, config))
    finally:
        lambda_runtime.reset()


def main() -> None:
    missing = [name for name in REQUIRED if not os.environ.get(name)]
    if missing:
        fail(f"start me through tools/local/engine.ts; not set: {', '.join(missing)}")
    sys.path.insert(0, HERE)
    try:
        import patches

        patches.apply_all()
    except Exception as error:  # one clear line instead of a half-patched engine
        fail(f"{type(error).__name__}: {error}")
    raise_file_limit()
    stop_with_parent()
    try:
        serve()
    except OSError as error:
        fail(f"cannot listen on port {os.environ['GATEWAY_PORT']}: {error}")
    with open(os.environ["FIRSTCALL_CLEAN_MARK"], "w", encoding="utf-8"):
        pass
    # Poller threads of the emulator never end by themselves; the state is on disk by now.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()

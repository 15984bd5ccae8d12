"""Lambda workers: a clean environment, a log file people can read, no waiting for absent logs."""

import os
import threading
import time

# What a worker may inherit; everything else it gets is set per function by the emulator.
INHERITED = {"PATH", "TMPDIR", "TZ", "LANG", "NODE_OPTIONS"}


class _CleanPopen:
    """Stands in for `subprocess` in the worker module: the engine's own settings stay with the engine."""

    def __init__(self, subprocess, engine_env: dict):
        self._subprocess = subprocess
        self._engine_env = engine_env

    def __getattr__(self, name):
        return getattr(self._subprocess, name)

    def Popen(self, *args, **kwargs):  # noqa: N802 (the name of what it stands in for)
        env = kwargs.get("env") or {}
        kwargs["env"] = {
            key: value for key, value in env.items()
            if key in INHERITED or self._engine_env.get(key) != value
        }
        return self._subprocess.Popen(*args, **kwargs)


class _LambdaLog:
    def __init__(self, path: str, limit: int = 20_000_000):
        self._path, self._limit, self._lock = path, limit, threading.Lock()
        self._file = open(path, "a", encoding="utf-8", buffering=1)

    def line(self, function: str, text: str) -> None:
        stamp = time.strftime("%H:%M:%S", time.gmtime())
        with self._lock:
            if self._file.tell() > self._limit:
                self._file.close()
                os.replace(self._path, self._path + ".1")
                self._file = open(self._path, "a", encoding="utf-8", buffering=1)
            self._file.write(f"{stamp} {function} {text}\n")


def install() -> None:
    from ministack.core import lambda_runtime
    from patches import symbol

    worker = symbol(lambda_runtime, "Worker")
    for name in ("_read_stderr", "_drain_stderr_bounded"):
        symbol(worker, name)
    lambda_runtime.subprocess = _CleanPopen(symbol(lambda_runtime, "subprocess"), dict(os.environ))
    log = _LambdaLog(os.environ["FIRSTCALL_LAMBDA_LOG"])

    def read_stderr(self):
        queue, proc = self._stderr_queue, self._proc
        try:
            for line in proc.stderr:
                text = line.rstrip("\n")
                queue.put(text)
                log.line(self.func_name, text)
        except Exception:
            pass

    drain = worker._drain_stderr_bounded

    def drain_quickly(self, *_args, **_kwargs):
        # Stock waits 50 ms for a first line on every invocation that logs nothing.
        return drain(self, first_line_wait=0.001, idle_confirm=0.001, hard_cap=0.02)

    worker._read_stderr = read_stderr
    worker._drain_stderr_bounded = drain_quickly

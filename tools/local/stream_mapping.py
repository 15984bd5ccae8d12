"""DynamoDB stream mappings as AWS runs them: own thread, partial batch answers, retries that end.

Stock shares one thread between queues and streams, ignores batchItemFailures (records
are lost) and, after a restart, waits for as many new records as were read before it.
"""

import json
import threading
import time

RETRY_SECONDS = 0.5


def _failed_from(body, batch, response_types):
    """Index of the first record to be delivered again, or None when all are done."""
    if "ReportBatchItemFailures" not in (response_types or []):
        return None
    if isinstance(body, str):
        try:
            body = json.loads(body)
        except json.JSONDecodeError:
            return None
    failures = (body or {}).get("batchItemFailures") if isinstance(body, dict) else None
    if not failures:
        return None
    wanted = {str(item.get("itemIdentifier", "")) for item in failures if isinstance(item, dict)}
    for index, record in enumerate(batch):
        if str((record.get("dynamodb") or {}).get("SequenceNumber")) in wanted:
            return index
    return 0


class StreamPoller:
    def __init__(self, lambdas, tables, scopes):
        self.lambdas, self.tables, self.scopes = lambdas, tables, scopes
        self.attempts: dict = {}
        self.not_before: dict = {}
        self.halved: dict = {}
        self.known: dict = {}
        self.readers: dict = {}

    def forever(self, wake: threading.Event) -> None:
        """Each mapping has a thread of its own: no reader of a stream waits for another."""
        while True:
            wake.clear()
            self.known = {mapping["UUID"]: (account, region, mapping)
                          for account, region, mapping in list(self.lambdas._iter_all_esms())
                          if ":dynamodb:" in mapping.get("EventSourceArn", "")}
            for name in self.known:
                if name not in self.readers:
                    self.readers[name] = threading.Event()
                    threading.Thread(target=self._read, args=(name,), daemon=True, name=f"stream-{name}").start()
                self.readers[name].set()
            wake.wait(0.1)

    def _read(self, name) -> None:
        own = self.readers[name]
        while name in self.known:
            own.clear()
            try:
                while name in self.known and self._in_scope(*self.known[name]):
                    pass
            except Exception as error:
                self.lambdas.logger.error("stream mapping %s: %s", name, error)
            own.wait(0.1)
        self.readers.pop(name, None)

    def _in_scope(self, account, region, mapping) -> bool:
        if not mapping.get("Enabled", True):
            return False
        account_var, region_var = self.scopes
        tokens = account_var.set(account), region_var.set(region)
        try:
            return self._deliver(mapping)
        finally:
            account_var.reset(tokens[0])
            region_var.reset(tokens[1])

    def _position(self, mapping, table) -> int:
        start, end = self.tables.stream_start_position(table), self.tables.stream_end_position(table)
        stored = self.lambdas._dynamodb_stream_positions
        default = start if mapping.get("StartingPosition") == "TRIM_HORIZON" else end
        # The records of before a restart are gone while the position is kept: never beyond the end.
        position = min(max(stored.get(mapping["UUID"], default), start), end)
        stored[mapping["UUID"]] = position
        return position

    def _deliver(self, mapping) -> bool:
        name, source = mapping["UUID"], mapping["EventSourceArn"]
        if self.not_before.get(name, 0) > time.monotonic():
            return False
        table = source.split("/stream/")[0].rsplit("/", 1)[-1]
        known = self.tables._tables.get(table)
        function, _config = self.lambdas._get_func_record_for_qualifier(
            mapping["FunctionName"], mapping.get("Qualifier"))
        if function is None or not known or known.get("LatestStreamArn") != source:
            return False
        position = self._position(mapping, table)
        size = min(int(mapping.get("BatchSize", 100)), self.halved.get(name, 10_000))
        raw = self.tables.stream_records_since(table, position, size)
        if not raw:
            return False
        batch = self.lambdas._apply_filter_criteria(list(raw), mapping)
        if not batch:
            self._advance(name, position + len(raw))
            return True
        self._invoke(mapping, function, batch, raw, position)
        return True

    def _invoke(self, mapping, function, batch, raw, position) -> None:
        name = mapping["UUID"]
        result = self.lambdas._execute_function(function, {"Records": batch})
        failed = 0 if result.get("error") else _failed_from(
            result.get("body"), batch, mapping.get("FunctionResponseTypes"))
        if failed is None:
            self._advance(name, position + len(raw))
            mapping["LastProcessingResult"] = f"OK - {len(batch)} records"
            return
        mapping["LastProcessingResult"] = "FAILED"
        if failed > 0:
            self._advance(name, position + raw.index(batch[failed]))
        self._retry(mapping, function, batch[failed:], raw, position, result)

    def _retry(self, mapping, function, batch, raw, position, result) -> None:
        name = mapping["UUID"]
        self.attempts[name] = self.attempts.get(name, 0) + 1
        limit = int(mapping.get("MaximumRetryAttempts", -1))
        age = int(mapping.get("MaximumRecordAgeInSeconds", -1) or -1)
        created = float((batch[0].get("dynamodb") or {}).get("ApproximateCreationDateTime", time.time()))
        too_old = age > 0 and time.time() - created > age
        bisect = mapping.get("BisectBatchOnFunctionError") and len(batch) > 1
        if bisect and not too_old:
            self.halved[name] = max(1, len(batch) // 2)
        elif too_old or 0 <= limit < self.attempts[name]:
            reason = "MaxRecordAgeExceeded" if too_old else "RetryAttemptsExhausted"
            self.lambdas._send_ddb_stream_failure_record(
                mapping, function, batch, mapping["EventSourceArn"], result, reason)
            self._advance(name, position + len(raw))
            return
        self.not_before[name] = time.monotonic() + RETRY_SECONDS

    def _advance(self, name, position) -> None:
        self.lambdas._dynamodb_stream_positions[name] = position
        self.attempts.pop(name, None)
        self.not_before.pop(name, None)
        self.halved.pop(name, None)


def install() -> None:
    from ministack.core import concurrency, responses
    from ministack.services import dynamodb, lambda_svc
    from patches import symbol

    for name in ("_poll_dynamodb_streams", "_iter_all_esms", "_dynamodb_stream_positions", "_execute_function",
                 "_apply_filter_criteria", "_get_func_record_for_qualifier", "_send_ddb_stream_failure_record"):
        symbol(lambda_svc, name)
    for name in ("stream_records_since", "stream_start_position", "stream_end_position", "_tables"):
        symbol(dynamodb, name)
    scopes = symbol(responses, "_request_account_id"), symbol(responses, "_request_region")

    own_wake = threading.Event()
    wake = symbol(concurrency, "esm_wake")
    wake_queues = wake.set

    def wake_both() -> None:
        wake_queues()
        own_wake.set()

    wake.set = wake_both
    lambda_svc._poll_dynamodb_streams = lambda: False
    poller = StreamPoller(lambda_svc, dynamodb, scopes)
    threading.Thread(target=poller.forever, args=(own_wake,), daemon=True, name="firstcall-streams").start()

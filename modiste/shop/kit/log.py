"""Logs: one JSON object per line in production, readable lines on a laptop, and nobody's secrets in either."""

import logging
import re
import sys
from collections.abc import Mapping
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from modiste.shop.kit.settings import Settings

HIDDEN = "[hidden]"
SECRET_NAMES = re.compile(
    r"password|passwd|secret|token|authorization|cookie|api_?key|signature|e_?mail|address|phone|credential", re.I
)
SECRET_TEXTS = (
    re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"),  # e-mail addresses
    re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]*"),  # JSON Web Tokens
    re.compile(r"(?i)\b(?:bearer|basic)\s+[\w.~+/=-]+"),
    re.compile(r"(?i)(?<=://)[^/\s:@]*:[^/\s@]+(?=@)"),  # user and password inside a URL
    re.compile(
        r"(?i)(?:password|secret|token|signature|api_?key|modiste_refresh|cookie)['\"]?\s*[=:]\s*['\"]?(?!\[)[^\s'\"&,;]+"
    ),
)
QUIET = ("alembic.runtime.migration", "uvicorn.access", "uvicorn.error", "httpx", "httpcore", "botocore")


def configure(settings: Settings, stream: TextIO | None = None) -> None:
    """Send every log line of this process, ours and the libraries', through one renderer to standard error."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        hide_secrets,
    ]
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.is_production
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream)
    remove_meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[remove_meta, hide_secrets, renderer])
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.DEBUG if settings.debug else logging.INFO)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def hide_secrets(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace what must not stand in a log: by the name it stands under, and by how it looks (a processor)."""
    return {name: hidden(name, value) for name, value in event.items()}


def hidden(name: str, value: Any) -> Any:
    """`value` without secrets; all of it goes when `name` says that it is one."""
    if SECRET_NAMES.search(name) and value is not None and not isinstance(value, bool):
        return HIDDEN
    if isinstance(value, str):
        for pattern in SECRET_TEXTS:
            value = pattern.sub(HIDDEN, value)
        return value
    if isinstance(value, Mapping):
        return {key: hidden(str(key), part) for key, part in value.items()}
    if isinstance(value, list | tuple | set):
        return [hidden("", part) for part in value]
    if isinstance(value, bytes):
        return hidden("", value.decode("utf-8", "replace"))
    return value

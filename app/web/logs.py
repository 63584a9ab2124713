"""Log lines: for people on a terminal, as JSON on a public server. Never a variable's value."""

import sys

import structlog
from flask import Flask


def init_app(app: Flask) -> None:
    renderer = structlog.processors.JSONRenderer() if app.config["PRODUCTION"] else _console()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
    )


def _console() -> structlog.typing.Processor:
    # The default shows local variables, and with them passphrases.
    plain = structlog.dev.plain_traceback
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)

"""The child that reads other people's pages: `python -m modiste.shop.kit.fetch.parser MEBIBYTES [MODULE …]`.

It takes questions on its standard input and ends with it. The kernel limits its memory, and its time: if the parent is
gone while a page holds it, it still ends.
"""

import importlib
import os
import pickle
import resource
import sys
from functools import reduce
from pathlib import Path
from typing import Any, BinaryIO

from modiste.shop.kit.errors import ShopError
from modiste.shop.kit.fetch.apart import SIZE

MIB = 1024 * 1024
TEXT_OF_ERROR = 200
SPARE_SECONDS = 2


def serve(questions: BinaryIO, answers: BinaryIO, mebibytes: int) -> None:
    """Answer `questions` until there are no more."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    most = _address_space() + mebibytes * MIB
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    _write(answers, b"ready")
    while head := questions.read(SIZE.size):
        question = questions.read(SIZE.unpack(head)[0])
        _write(answers, _answer(question))


def _answer(question: bytes) -> bytes:
    function_path, arguments, seconds = pickle.loads(question)
    _limit_time(seconds)
    try:
        return pickle.dumps((True, _find(function_path)(*arguments)), protocol=5)
    except ShopError as error:
        return pickle.dumps((False, error), protocol=5)
    except (ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, OSError, RuntimeError) as error:
        return pickle.dumps((False, _told(error)), protocol=5)
    except (SyntaxError, TypeError, ValueError) as error:
        return pickle.dumps((False, _told(error)), protocol=5)


def _find(function_path: str) -> Any:
    module, _, name = function_path.partition(":")
    return reduce(getattr, name.split("."), importlib.import_module(module))


def _told(error: BaseException) -> str:
    return f"{type(error).__name__}: {str(error)[:TEXT_OF_ERROR]}"


def _limit_time(seconds: float) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime + seconds) + SPARE_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


def _address_space() -> int:
    """What the interpreter and the libraries have taken already: the limit is for the page."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else 0


def _write(answers: BinaryIO, answer: bytes) -> None:
    answers.write(SIZE.pack(len(answer)) + answer)
    answers.flush()


def main() -> None:
    """Serve the parent; whatever else is printed goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    for module in sys.argv[2:]:
        importlib.import_module(module)
    serve(sys.stdin.buffer, answers, int(sys.argv[1]))


if __name__ == "__main__":
    main()

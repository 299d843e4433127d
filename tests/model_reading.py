"""How well a language model reads: ``python tests/model_reading.py INDEX QUESTIONS [REPLIES]``.

Without REPLIES the prompts that the program would send for the test questions are printed, one JSON
object a line: ``hash`` and ``prompt``. With REPLIES (``hash`` and ``reply`` a line, by whichever
model) a server on this machine that speaks as OpenAI's does gives these replies, and the answers
are judged: facts, refusals, and whether every quote is verbatim.
"""

from __future__ import annotations

import hashlib
import json
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from eval import Question, read_questions
from eval.measures.judging import judge_answer, refused
from eval.statistics import wilson
from index import Retriever
from qa import Answer, LanguageModel, ModelReader, answer, default_reader


def hash_of(prompt: str) -> str:
    """The name of a prompt in a file with replies."""
    return hashlib.sha256(prompt.encode()).hexdigest()[:16]


class Recorder:
    """Keeps the prompts, and answers nothing."""

    def __init__(self) -> None:
        self.prompts: dict[str, str] = {}

    def write(self, instruction: str, message: str) -> str:
        self.prompts[hash_of(message)] = message
        return json.dumps({"answered": False, "sentences": [], "short": ""})


@contextmanager
def server(replies: Mapping[str, object]) -> Iterator[str]:
    """A server on loopback that gives each prompt its reply, or an error where there is none."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            reply = replies.get(hash_of(asked["messages"][1]["content"]))
            message = {"role": "assistant", "content": json.dumps(reply)}
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            body = {"id": "x", "object": "chat.completion", "created": 1, "model": "m"}
            sent = json.dumps({**body, "choices": [choice]}).encode()
            self.send_response(200 if reply else 404)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, format: str, *args: object) -> None:
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{running.server_port}/v1"
    finally:
        running.shutdown()
        running.server_close()


def report(asked: list[Question], found: list[Answer], retriever: Retriever) -> None:
    """Print facts and refusals with their intervals, and what the server did not know."""
    letters = {one.id: one for one in retriever.letters()}
    scores = [judge_answer(*pair, letters) for pair in zip(asked, found, strict=True)]
    facts = [one["facts"].gained for one in scores if "facts" in one]
    print(f"facts met {sum(facts) / len(facts):.3f} ({len(facts)} questions)")
    for name, chosen in (
        ("answerable refused", [one.answerable for one in asked]),
        ("unanswerable refused", [not one.answerable for one in asked]),
        ("near refused", [one.kind == "unanswerable_near" for one in asked]),
    ):
        silent = [refused(one) for one, own in zip(found, chosen, strict=True) if own]
        low, high = wilson(sum(silent), len(silent))
        share = sum(silent) / len(silent)
        print(f"{name} {share:.2f} [{low:.2f}-{high:.2f}] ({sum(silent)} of {len(silent)})")
    failed = sum(any(w.kind == "language_model" for w in one.warnings) for one in found)
    print(f"grounded {sum(one.grounded for one in found)} of {len(found)}; failed {failed}")


def main() -> None:
    """Print the prompts, or what came of the replies."""
    retriever, source = Retriever(Path(sys.argv[1])), Path(sys.argv[2])
    asked = [one for one in read_questions(source) if one.split == "test"]
    if len(sys.argv) == 3:
        recorder = Recorder()
        for one in asked:
            answer(one.question, retriever, None, ModelReader(recorder, default_reader()))
        for name, prompt in recorder.prompts.items():
            print(json.dumps({"hash": name, "prompt": prompt}, ensure_ascii=False))
        return
    lines = Path(sys.argv[3]).read_text(encoding="utf-8").splitlines()
    replies = {row["hash"]: row["reply"] for row in map(json.loads, lines)}
    with server(replies) as url:
        reader = ModelReader(LanguageModel("openai:m", url), default_reader())
        found = [answer(one.question, retriever, None, reader) for one in asked]
    report(asked, found, retriever)


if __name__ == "__main__":
    main()

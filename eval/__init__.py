"""How good the answers are: questions with known evidence, measured against baselines."""

from eval.matching import fact_met, fold, relevant
from eval.measures import MEASURES, Figure, Form, Measure, Score
from eval.outcomes import Contestant, Outcome, Report
from eval.questions import BadQuestions, Evidence, Question, read_questions
from eval.report import UnknownMeasure, fail_under, table, to_json
from eval.run import LettersMissing, evaluate
from eval.systems import Progress, System, default_systems

__all__ = [
    "MEASURES",
    "BadQuestions",
    "Contestant",
    "Evidence",
    "Figure",
    "Form",
    "LettersMissing",
    "Measure",
    "Outcome",
    "Progress",
    "Question",
    "Report",
    "Score",
    "System",
    "UnknownMeasure",
    "default_systems",
    "evaluate",
    "fact_met",
    "fail_under",
    "fold",
    "read_questions",
    "relevant",
    "table",
    "to_json",
]

"""How good the answers are: questions with known evidence, measured against baselines."""

from eval.measures.judging import Verdict
from eval.measures.matching import fact_met, relevant
from eval.measures.measures import MEASURES, Figure, Form, Measure, Score
from eval.question_set import BadQuestions, Evidence, Question, read_questions
from eval.report.summary import (
    UnknownMeasure,
    broken_floors,
    fail_under,
    known_measures,
    to_json,
    write,
)
from eval.report.terminal import comparison, table
from eval.runs.comparing import Change, Comparison, against_baselines, compare_runs
from eval.runs.journal import NoRun
from eval.runs.outcomes import Cited, Contestant, Costs, Outcome, Report
from eval.runs.run import LettersMissing, Settings, evaluate
from eval.sets.beir import BeirReport, BeirSet, beir_json, beir_table, measure_beir, read_beir
from eval.sets.conversations import Turn, after_unrelated, evaluate_turns, read_turns
from eval.sets.feedback import add_feedback
from eval.sets.reading_set import (
    READING_MEASURES,
    Read,
    ReadingQuestion,
    measure_reading,
    read_reading_set,
    reading_figures,
    reading_table,
)
from eval.systems.compared_systems import default_systems
from eval.systems.system import Progress, System
from eval.text_folding import fold

__all__ = [
    "MEASURES",
    "READING_MEASURES",
    "BadQuestions",
    "BeirReport",
    "BeirSet",
    "Change",
    "Cited",
    "Comparison",
    "Contestant",
    "Costs",
    "Evidence",
    "Figure",
    "Form",
    "LettersMissing",
    "Measure",
    "NoRun",
    "Outcome",
    "Progress",
    "Question",
    "Read",
    "ReadingQuestion",
    "Report",
    "Score",
    "Settings",
    "System",
    "Turn",
    "UnknownMeasure",
    "Verdict",
    "add_feedback",
    "after_unrelated",
    "against_baselines",
    "beir_json",
    "beir_table",
    "broken_floors",
    "compare_runs",
    "comparison",
    "default_systems",
    "evaluate",
    "evaluate_turns",
    "fact_met",
    "fail_under",
    "fold",
    "known_measures",
    "measure_beir",
    "measure_reading",
    "read_beir",
    "read_questions",
    "read_reading_set",
    "read_turns",
    "reading_figures",
    "reading_table",
    "relevant",
    "table",
    "to_json",
    "write",
]

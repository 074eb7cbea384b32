"""The shape of the project: imports go eval → summarize → models, and nothing hides the builtin ``eval``."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = [p for folder in ("models", "summarize", "eval", "tests") for p in (ROOT / folder).rglob("*.py")]
FORBIDDEN = {"models": {"summarize", "eval"}, "summarize": {"eval"}, "eval": set(), "tests": set()}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    folder = path.relative_to(ROOT).parts[0]
    for node in ast.walk(ast.parse(path.read_text("utf8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
            assert not any(n == "eval" or n.startswith("eval.") for n in names), "write: from eval.x import y"
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        assert not {n.split(".")[0] for n in names} & FORBIDDEN[folder]


def test_tests_are_no_package() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))


def test_the_readme_names_commands_that_exist() -> None:
    from summarize.cli import cli

    readme = (ROOT / "README.md").read_text("utf8")
    used = set(re.findall(r"vibrief (brief|batch|translate|eval|models|doctor)\b", readme))
    assert used == {"brief", "batch", "translate", "eval", "models", "doctor"}
    assert used - {"eval"} <= set(cli.commands)

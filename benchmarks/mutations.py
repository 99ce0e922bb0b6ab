"""What a mutant of a Python file is: one operator, bound or constant written differently.

Left alone: strings (texts, ids, column names), annotations, decorators, and `X | None` as a type.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OPERATORS: dict[type[ast.AST], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
    ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
    ast.Pow: "**", ast.BitAnd: "&", ast.BitOr: "|", ast.And: "and", ast.Or: "or",
}  # fmt: skip

INSTEAD = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==",
    "is": "is not", "is not": "is", "in": "not in", "not in": "in",
    "+": "-", "-": "+", "*": "/", "/": "*", "//": "*", "%": "*", "**": "*",
    "&": "|", "|": "&", "and": "or", "or": "and",
}  # fmt: skip
"""The other operator; of an ordering only the bound moves, so that the near miss is tried."""


@dataclass(frozen=True, order=True)
class Mutation:
    """One change of one file: from `start` to `end` (in characters) stands `after` instead."""

    path: str
    start: int
    end: int
    line: int
    before: str
    after: str

    def apply(self, source: str) -> str:
        """The file with this change."""
        return source[: self.start] + self.after + source[self.end :]


def mutations(path: Path) -> list[Mutation]:
    """Every mutation of a file, in the order of the text."""
    return sorted(_File(str(path), path.read_text(encoding="utf-8")).walk())


class _File:
    """A source text whose syntax tree can be turned back into places in it."""

    def __init__(self, path: str, source: str) -> None:
        self.path, self.source = path, source
        self.lines = [0]
        for line in source.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))

    def walk(self) -> Iterator[Mutation]:
        for node in _code(ast.parse(self.source)):
            if isinstance(node, ast.Compare):
                operands = [node.left, *node.comparators]
                for operator, left, right in zip(node.ops, operands, operands[1:], strict=False):
                    yield self._operator(operator, left, right)
            elif isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
                yield self._operator(node.op, node.left, node.right)
            elif isinstance(node, ast.BoolOp):
                for left, right in zip(node.values, node.values[1:], strict=False):
                    yield self._operator(node.op, left, right)
            elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert | ast.Not):
                start = self._at(node)
                sign = 1 if isinstance(node.op, ast.Invert) else len("not")
                yield self._mutation(start, start + sign, "")
            elif isinstance(node, ast.Constant):
                yield from self._constant(node)

    def _operator(self, operator: ast.AST, left: ast.expr, right: ast.expr) -> Mutation:
        """The other operator; brackets between the operands are skipped."""
        sign = OPERATORS[type(operator)]
        between = slice(self._end(left), self._at(right))
        start = between.start + self.source[between].index(sign)
        return self._mutation(start, start + len(sign), INSTEAD[sign])

    def _constant(self, node: ast.Constant) -> Iterator[Mutation]:
        """A truth value reversed, a number one more and one less."""
        start, end, value = self._at(node), self._end(node), node.value
        if isinstance(value, bool):
            yield self._mutation(start, end, str(not value))
        elif isinstance(value, int | float):
            for step in (1, -1):
                yield self._mutation(start, end, f"({value + step!r})")

    def _mutation(self, start: int, end: int, after: str) -> Mutation:
        line = self.source.count("\n", 0, start) + 1
        return Mutation(self.path, start, end, line, self.source[start:end], after)

    def _at(self, node: ast.expr) -> int:
        return self._place(node.lineno, node.col_offset)

    def _end(self, node: ast.expr) -> int:
        return self._place(node.end_lineno or 0, node.end_col_offset or 0)

    def _place(self, line: int, byte: int) -> int:
        """Python counts columns in bytes of UTF-8."""
        text = self.source[self.lines[line - 1] : self.lines[line]]
        return self.lines[line - 1] + len(text.encode()[:byte].decode())


def _code(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that compute something."""
    yield node
    if isinstance(node, ast.JoinedStr):
        return
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_type(child):
                yield from _code(child)


def _is_type(node: ast.AST) -> bool:
    """Whether this is `X | None`."""
    return (
        isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.BitOr)
        and isinstance(node.right, ast.Constant)
        and node.right.value is None
    )

"""A contract of import-linter by the first word of a file name, which its wildcards cannot see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class FirstWordContract(Contract):
    """What files with this first word, two folders below `container`, never import themselves.

    `container = "lcdata.screens"` and `word = "model"` are about `lcdata.screens.<page>.model_*`.

    Attributes:
        forbidden_words: first words of the container's other files.
        forbidden_modules: packages of the house or of others.
    """

    container: Any = fields.StringField()
    word: Any = fields.StringField()
    forbidden_words: Any = fields.ListField(subfield=fields.StringField(), required=False)
    forbidden_modules: Any = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Every import that is not allowed; the rest of the graph is not followed."""
        found = sorted(self._found(graph))
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """One line for each import."""
        for importer, imported in check.metadata["found"]:
            output.print_error(f"{importer} is not allowed to import {imported}")

    def _found(self, graph: ImportGraph) -> Iterator[tuple[str, str]]:
        for importer in graph.modules:
            if self._word_of(importer) == self.word:
                for imported in graph.find_modules_directly_imported_by(importer):
                    if self._is_forbidden(imported):
                        yield importer, imported

    def _is_forbidden(self, module: str) -> bool:
        return self._word_of(module) in (self.forbidden_words or ()) or any(
            f"{module}.".startswith(f"{name}.") for name in self.forbidden_modules
        )

    def _word_of(self, module: str) -> str:
        container, _, name = module.rpartition(".")
        is_of_a_page = container.rpartition(".")[0] == self.container
        return name.partition("_")[0] if is_of_a_page else ""

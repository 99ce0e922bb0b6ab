"""Issues about a file or sheet that could be read, yet deserves a look as a whole."""

from __future__ import annotations

from lcdata.ingest.definitions import Definition, Severity
from lcdata.locale import N_


def _warning(code: str, message: str, remedy: str) -> Definition:
    return Definition(code, Severity.WARNING, message, remedy)


def _notice(code: str, message: str, remedy: str) -> Definition:
    return Definition(code, Severity.INFO, message, remedy)


FILE_ISSUES = (
    _warning(
        "table_nearly",
        N_("{name} looks like table {table}, which is missing, but is not called that."),
        N_("Give the file (ending in .csv) or the sheet exactly the name {table}."),
    ),
    _warning(
        "forms_export",
        N_("This looks like an export of Microsoft Forms, which is no table of the contract."),
        N_("Put its answers into the template, under the column names of the contract."),
    ),
    _warning(
        "column_nearly",
        N_("Column {name} of table {table} looks like {near}, which is missing."),
        N_("Call the column {near}, in Dutch {dutch}."),
    ),
    _warning(
        "encoding_mixed",
        N_("Some lines of this file are UTF-8 and others are not."),
        N_("Check that letters such as ë and é look right; save the file as “CSV UTF-8”."),
    ),
    _warning(
        "letters_garbled",
        N_("Letters such as é seem to have been read wrongly before: rows {count}."),
        N_("Export the file again, as “CSV UTF-8”."),
    ),
    _warning(
        "sep_line_wrong",
        N_("The first line says `sep={value}`, but the cells are not separated by that."),
        N_("Remove that line."),
    ),
    _warning(
        "file_breaks_off",
        N_("The file breaks off in its last row."),
        N_("Check whether it was downloaded or copied as a whole, and deliver it once more."),
    ),
    _warning(
        "rows_longer",
        N_("Rows with more cells than there are column names: {count}."),
        N_("Check whether a text holds a separator; put it between quotes."),
    ),
    _warning(
        "rows_shorter",
        N_("Rows with fewer cells than there are column names: {count}."),
        N_("Check whether their last cells are missing or stand in the wrong column."),
    ),
    _notice(
        "hidden_rows",
        N_("Hidden rows that were read: {count}."),
        N_("Remove them if they do not belong to the delivery."),
    ),
    _notice(
        "unticked_rows_skipped",
        N_("Rows with nothing but an unticked box skipped: {count}."),
        N_("Nothing to do."),
    ),
)

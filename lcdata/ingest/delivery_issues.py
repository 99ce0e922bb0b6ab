"""Issues about a whole delivery, a file, a table or a column: blockers and notices."""

from __future__ import annotations

from lcdata.ingest.definitions import Definition, Severity
from lcdata.locale import N_

_EXPORT_AGAIN = N_("Export the file again and deliver it once more.")
_SAVE_ANEW = N_(
    "Open it in the program it came from, save it as a new file without anything outside the "
    "tables, and deliver that."
)
_SMALLER = N_("Deliver only the tables of the contract, without pictures or other extras.")


def _blocker(code: str, message: str, remedy: str) -> Definition:
    return Definition(code, Severity.BLOCKER, message, remedy)


def _notice(code: str, message: str, remedy: str) -> Definition:
    return Definition(code, Severity.INFO, message, remedy)


_CONTAINERS = (
    _blocker("path_missing", N_("There is no such file or folder."), N_("Check the path.")),
    _blocker(
        "not_readable",
        N_("The file or folder cannot be opened."),
        N_("Check whether it is in use elsewhere and whether you may read it."),
    ),
    _blocker(
        "not_a_delivery",
        N_("This is not a delivery."),
        N_("Deliver a folder of CSV files, a .zip of one, or one .xlsx workbook."),
    ),
    _blocker(
        "delivery_table_missing",
        N_("There is no table `delivery`, so nobody can tell whose data this is."),
        N_("Add the sheet or file `delivery` (Dutch: `levering`), with one row."),
    ),
    _blocker(
        "file_too_large",
        N_("The file is larger than {limit} MB."),
        _SMALLER,
    ),
    _blocker("too_many_files", N_("There are more than {limit} files."), _SMALLER),
    _blocker(
        "archive_unreadable", N_("The .zip is damaged and cannot be unpacked."), _EXPORT_AGAIN
    ),
    _blocker(
        "archive_method",
        N_("The .zip is packed in a way that cannot be opened here."),
        N_("Pack the folder again with the program of your computer."),
    ),
    _blocker(
        "archive_encrypted",
        N_("The .zip is protected with a password."),
        N_("Pack the folder again without a password."),
    ),
    _blocker(
        "archive_too_large",
        N_("Unpacked, the file would be far larger than it may be."),
        _SMALLER,
    ),
    _blocker(
        "archive_path",
        N_("The .zip holds a path that leads outside it: {name}."),
        N_("Pack the folder again with the program of your computer."),
    ),
    _blocker(
        "link_refused",
        N_("{name} is a link to another place, not a file."),
        N_("Put the file itself in its place."),
    ),
    _blocker(
        "archive_nested",
        N_("The .zip holds another archive or workbook: {name}."),
        N_("Deliver that file by itself, or a .zip with CSV files only."),
    ),
    _blocker(
        "archive_layout",
        N_("The .zip holds files in more than one folder."),
        N_("Put all CSV files together, at the top or in one folder."),
    ),
    _blocker(
        "workbook_encrypted",
        N_("The workbook is protected with a password."),
        N_("Save it without a password."),
    ),
    _blocker(
        "workbook_labelled",
        N_("The workbook is locked by a sensitivity label."),
        N_("Give it a label without encryption, or save it as CSV files."),
    ),
    _blocker(
        "workbook_other_form",
        N_("This is a workbook in another form than .xlsx, such as .ods or .xlsb."),
        N_("Open it and save it as .xlsx."),
    ),
    _blocker(
        "web_page",
        N_("This is a web page, whatever its name says."),
        N_("Download the file itself; if it opens in Excel, save it there as .xlsx."),
    ),
    _blocker(
        "workbook_in_folder",
        N_("The folder holds a workbook, {name}, and no table `delivery`."),
        N_("Deliver the workbook by itself, or CSV files only."),
    ),
    _blocker(
        "workbook_old",
        N_("This is a workbook in the old .xls form, or another old Office file."),
        N_("Open it in Excel and save it as .xlsx."),
    ),
    _blocker(
        "workbook_macros",
        N_("The workbook holds macros."),
        N_("Save it as .xlsx, without macros."),
    ),
    _blocker(
        "reader_stopped",
        N_("The file cannot be read: the program that tried broke off or ran out of memory."),
        _SAVE_ANEW,
    ),
    _blocker(
        "reader_too_slow",
        N_("Reading the file takes longer than {limit} seconds."),
        _SAVE_ANEW,
    ),
    _blocker(
        "workbook_unreadable", N_("The workbook is damaged and cannot be opened."), _EXPORT_AGAIN
    ),
    _blocker(
        "sheet_too_large",
        N_("The table has more rows or columns than it may have."),
        N_("Remove everything outside the table, formatting too, and save it again."),
    ),
)

_TABLES = (
    _blocker(
        "encoding_unreadable",
        N_("The characters of this file cannot be read."),
        N_("Save it as “CSV UTF-8”."),
    ),
    _blocker(
        "file_empty",
        N_("The file is empty (0 bytes)."),
        N_(
            "If it lies in the cloud, open it first, so that it is on this computer; "
            "else leave it out."
        ),
    ),
    _blocker(
        "separator_unknown",
        N_("The cells of this file are separated by {value}."),
        N_("Export it with a semicolon, a comma or a tab between the cells."),
    ),
    _blocker(
        "csv_unreadable",
        N_("The quotes do not match, somewhere from row {first} on."),
        N_("Put a cell that holds a quote between quotes and double the quote inside."),
    ),
    _blocker(
        "header_missing",
        N_("No row with the column names of table {table} was found."),
        N_("Put the column names of the contract in one row above the data."),
    ),
    _blocker(
        "column_missing",
        N_("Required column {name} of table {table} is missing."),
        N_("Add the column; in Dutch it is called {dutch}."),
    ),
    _blocker(
        "column_twice",
        N_("Column {name} occurs twice: in {first} and in {second}."),
        N_("Keep the right one and remove the other."),
    ),
    _blocker(
        "table_twice",
        N_("Table {table} was delivered twice: also in {first}."),
        N_("Keep one of the two."),
    ),
    _blocker(
        "bsn_column",
        N_("Column {name} looks like citizen service numbers (BSN)."),
        N_("Remove the column. Never deliver BSNs; delete the file that holds them."),
    ),
    _blocker(
        "delivery_not_one_row",
        N_("Table `delivery` has {count} rows, {usable} of them usable, instead of one."),
        N_("Give it exactly one correct row."),
    ),
    _blocker(
        "contract_version_unknown",
        N_("Contract version {value} is not supported."),
        N_("Write contract version {version} and follow that contract."),
    ),
    _blocker(
        "organisation_unknown",
        N_("{value} is not a company of the consortium."),
        N_("Check organisation_id in table `delivery` against the list of the consortium."),
    ),
    _blocker(
        "organisation_not_yours",
        N_("You may not deliver for {value}."),
        N_("Deliver with your own organisation_id."),
    ),
)

_WHICH_IS_LIVE = (
    _blocker(
        "exported_at_future",
        N_("The moment of export, {moment}, is still to come; today is {today}."),
        N_("Write the day and time at which the data was exported, and deliver again."),
    ),
    _blocker(
        "delivery_empty",
        N_("The delivery holds no row beside table `delivery`."),
        N_("Deliver the whole export. If it is right, accept it with a reason."),
    ),
    _blocker(
        "table_gone",
        N_("Table {table} is missing or empty; the delivery in use has {before} rows of it."),
        N_("Deliver the whole export. If it is right, accept it with a reason."),
    ),
    _blocker(
        "table_shrunk",
        N_("Table {table} has {count} rows; the delivery in use has {before}."),
        N_("Deliver the whole export. If it is right, accept it with a reason."),
    ),
    Definition(
        "shrink_accepted",
        Severity.WARNING,
        N_("Much less than before was accepted, because: {why}."),
        N_("Nothing to do, if that is right; otherwise withdraw the delivery."),
    ),
    Definition(
        "kept_not_live",
        Severity.WARNING,
        N_("Kept, not live: the delivery of {newer} is newer."),
        N_("Nothing to do; if this one is the right one, withdraw the newer delivery."),
    ),
    Definition(
        "delivery_withdrawn",
        Severity.WARNING,
        N_("This delivery was withdrawn on {day}, because: {why}."),
        N_("Undo the withdrawal if it should count after all."),
    ),
    Definition(
        "delivery_damaged",
        Severity.ERROR,
        N_("These files of the stored delivery are damaged: {files}."),
        N_("Deliver the same files again, or put them back from a backup."),
    ),
)

_NOTICES = (
    Definition(
        "table_not_yours",
        Severity.WARNING,
        N_("Only the consortium delivers table {table}; it was left out."),
        N_("Leave this table out of your next delivery."),
    ),
    _notice(
        "table_dropped",
        N_("{name} is no table of the contract; it was left out."),
        N_("Nothing to do, unless a table was misspelled."),
    ),
    _notice(
        "column_dropped",
        N_("Column {name} of table {table} is not in the contract; it was left out."),
        N_("Nothing to do, unless a column was misspelled."),
    ),
    _notice(
        "encoding_chosen",
        N_("Files read as {encoding}: {count}."),
        N_("Check that letters such as ë and é look right; “CSV UTF-8” is safest."),
    ),
    _notice(
        "totals_row_skipped",
        N_("A totals row was skipped."),
        N_("Nothing to do."),
    ),
    _notice(
        "blank_rows_skipped",
        N_("Blank rows skipped: {count}."),
        N_("Nothing to do."),
    ),
)

_OFFICE = (
    _blocker(
        "calendar_unreadable",
        N_("The calendar file cannot be read."),
        N_("Save the calendar again as a file that ends in .ics."),
    ),
    _blocker(
        "calendar_too_large",
        N_("The calendar holds more than {limit} appointments."),
        N_("Export the appointments of the community only."),
    ),
    _blocker(
        "office_file_not_read",
        N_("This file was recognised, and is not taken in as an addition: {kind}."),
        N_("Put what it says into the template (`lcdata template`) and deliver that."),
    ),
)

DELIVERY_ISSUES = (*_CONTAINERS, *_TABLES, *_WHICH_IS_LIVE, *_NOTICES, *_OFFICE)

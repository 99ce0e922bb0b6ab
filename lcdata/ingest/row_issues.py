"""Issues about a row: errors (quarantine) and warnings (used, but look at it)."""

from __future__ import annotations

from lcdata.ingest.definitions import Definition, Severity
from lcdata.locale import N_

_WRITE_DATE = N_("Write the date as 2026-03-07 or 7-3-2026.")
_SAVE_IN_EXCEL = N_("Open the workbook in Excel, repair the cell and save it.")
_CHECK_DATES = N_("Check both dates.")


def _error(code: str, message: str, remedy: str) -> Definition:
    return Definition(code, Severity.ERROR, message, remedy)


def _warning(code: str, message: str, remedy: str) -> Definition:
    return Definition(code, Severity.WARNING, message, remedy)


_CELLS = (
    _error("cell_missing", N_("This required cell is empty."), N_("Fill it in.")),
    _error("bad_date", N_("{value} is not a date."), _WRITE_DATE),
    _error(
        "impossible_date",
        N_("{value} is a date or time that does not exist."),
        N_("Check the day, the month and the time."),
    ),
    _error(
        "two_digit_year",
        N_("{value} has a year of two digits, so day, month and year would be a guess."),
        _WRITE_DATE,
    ),
    _error(
        "number_for_date",
        N_("{value} is a bare number where a date belongs."),
        N_("Give the column a date format in Excel and save it again."),
    ),
    _error(
        "bad_moment",
        N_("{value} is not a date with a time."),
        N_("Write it as 2026-03-07 15:30 or 7-3-2026 15:30."),
    ),
    _error(
        "time_missing",
        N_("{value} has no time."),
        N_("Write the date with its time: 2026-03-07 15:30."),
    ),
    _error(
        "date_missing",
        N_("{value} is a time without a date."),
        N_("Write the date with its time: 2026-03-07 15:30."),
    ),
    _error("not_a_whole_number", N_("{value} is not a whole number."), N_("Write a whole number.")),
    _error(
        "out_of_range",
        N_("{value} is outside the range of this column."),
        N_("Write a number of {least} or more."),
    ),
    _error(
        "not_yes_or_no",
        N_("{value} is neither yes nor no."),
        N_("Write ja or nee, true or false, 1 or 0; leave it empty when unknown."),
    ),
    _error(
        "code_unknown",
        N_("{value} is not in the code list of this column."),
        N_("Use one of: {codes}."),
    ),
    _error(
        "date_in_band",
        N_("Excel turned this band into a date: {value}."),
        N_("Give the column the format Text and write the band again, or write 3 t/m 5."),
    ),
    _error(
        "not_item_numbers",
        N_("{value} is not a list of item numbers."),
        N_("Write the reversed items as 2;5, or none."),
    ),
    _error("error_cell", N_("The cell holds the error {value}."), _SAVE_IN_EXCEL),
    _error(
        "formula_without_value",
        N_("The cell holds a formula whose result was not saved."),
        N_("Open the workbook in Excel and save it; then deliver it again."),
    ),
    _error(
        "ambiguous_number",
        N_("{value} may be a thousand or one."),
        N_("Write whole numbers without a dot or comma."),
    ),
    _error(
        "placeholder",
        N_("{value} stands where an id or nothing belongs."),
        N_("Leave the cell empty, or write the id."),
    ),
    _error(
        "id_changed",
        N_("A spreadsheet changed this id: {value}."),
        N_("Give the column the format Text and paste the ids anew, or export it again."),
    ),
    _error(
        "day_and_month_swapped",
        N_("In this column the month seems to stand before the day; {value} is set aside too."),
        N_("Write all its dates as 2026-03-07 or 7-3-2026."),
    ),
    _error(
        "merged_cell",
        N_("This cell is merged with the cells above it, so it has no value of its own."),
        N_("Split the merged cells and fill in each of them."),
    ),
    _error(
        "quote_holds_rows",
        N_("A quote that was left open makes whole rows one cell."),
        N_("Remove the quote, or double it where it belongs to a text."),
    ),
    _error(
        "row_too_long",
        N_("This row has more cells than there are column names."),
        N_("Put text that holds a separator between quotes."),
    ),
    _error(
        "cell_unreadable",
        N_("{value} cannot be read in this column."),
        N_("Write the cell as the contract says."),
    ),
)

_ROWS = (
    _error("left_before_joined", N_("The member left before joining."), _CHECK_DATES),
    _error("end_before_start", N_("The end lies before the start."), _CHECK_DATES),
    _error(
        "not_exactly_one",
        N_("A reflection belongs to exactly one sprint, session or activity."),
        N_("Fill exactly one of sprint_no, session_id and activity_id."),
    ),
    _error(
        "range_upside_down",
        N_("The highest answer is not above the lowest."),
        N_("Check min and max."),
    ),
    _error(
        "no_such_item",
        N_("A reversed item has a number that the scale does not have."),
        N_("Number the items from 1 to the number in column items."),
    ),
    _error(
        "more_than_items",
        N_("More answers are required than the scale has items."),
        N_("Check items and min_answered."),
    ),
    _error(
        "duplicate_cut_number",
        N_("{key} stands in row {first} already: a spreadsheet kept only fifteen digits of it."),
        N_("Give the column the format Text before pasting the ids, or export it again."),
    ),
    _error(
        "duplicate_key",
        N_("The same {key} stands in row {first} already."),
        N_("Keep one of the two rows."),
    ),
    _error(
        "duplicate_construct",
        N_("Row {first} already holds a scale for this construct."),
        N_("Keep one scale per construct."),
    ),
    _error(
        "id_unusable",
        N_("The id of an organisation holds small letters, digits and hyphens only."),
        N_("Write it as the consortium does, such as de-groot."),
    ),
    _error(
        "id_reserved",
        N_("This word has a meaning of its own here, so no organisation can be called so."),
        N_("Choose another id, such as the company's name in small letters."),
    ),
    _error(
        "other_organisation",
        N_("A delivery can only speak about its own communities."),
        N_("Write {own} in this column."),
    ),
    _error(
        "no_company",
        N_("A community in the delivery of the consortium has no company."),
        N_("Leave this column empty; a company delivers its own communities."),
    ),
)

_REFERENCES = (
    _error(
        "reference_missing",
        N_("{value} does not occur in table {table}."),
        N_("Correct it, or add the missing row to table {table}."),
    ),
    _error(
        "reference_quarantined",
        N_("{value} of table {table} was set aside, so this row is too."),
        N_("Mend that row; this one follows by itself."),
    ),
    _error(
        "not_a_member",
        N_("{value} is no member of the community of this session."),
        N_("Add the membership, or fill guest_kind for a guest."),
    ),
    _error(
        "not_in_consortium",
        N_("{value} is unknown to the consortium (table {table})."),
        N_("Correct it, or ask the consortium to add it to table {table}."),
    ),
    _error(
        "outside_scale",
        N_("{value} lies outside {least} to {most} of scale {scale}."),
        N_("Correct the answer or the scale."),
    ),
    _warning(
        "reference_emptied",
        N_("{value} of table {table} was set aside; this cell was emptied."),
        N_("Mend that row; this cell follows by itself."),
    ),
    _warning(
        "sprint_emptied",
        N_("The community has no sprint {value}; this cell was emptied."),
        N_("Correct the number, or add the sprint."),
    ),
    _warning(
        "reference_unchecked",
        N_("Rows not yet checked against table {table} of the consortium: {count}."),
        N_("Nothing to do; it is checked once the consortium has delivered."),
    ),
    _warning(
        "other_community_unknown",
        N_("Community {value} is not known (yet)."),
        N_("Write it as company/community, such as engberink/c1."),
    ),
)

_PLAUSIBILITY = (
    _warning(
        "person_nearly",
        N_("{value} is nobody in the tables of persons and members; {near} is (rows {count})."),
        N_("Write the ids alike in every table, with their zeros and capitals."),
    ),
    _warning(
        "name_of_another",
        N_("The id is {value}, but the name beside it is that of {near}."),
        N_("Check whose row it is; the id counts, the name is only there for reading."),
    ),
    _warning(
        "placeholder_in_text",
        N_("{value} stands where a text or nothing belongs."),
        N_("Leave the cell empty, or write the text."),
    ),
    _warning(
        "last_before_first",
        N_("This date lies before the one in {first}."),
        _CHECK_DATES,
    ),
    _warning(
        "held_ahead",
        N_("The session is said to have been held after the export was made."),
        N_("Check the date of the session, its status and exported_at."),
    ),
    _warning(
        "late_beyond_session",
        N_("{value} minutes late, in a session of {lasted} minutes."),
        N_("Check the minutes; who came at the very end was absent."),
    ),
    _warning(
        "session_long",
        N_("The session took longer than four hours."),
        N_("Check its start and end."),
    ),
    _warning(
        "group_above_eight",
        N_("The community has {count} members, more than eight."),
        N_("Check whether all of them take part."),
    ),
    _warning(
        "attendance_on_cancelled",
        N_("There is attendance for a cancelled session."),
        N_("Check whether the session was held after all."),
    ),
    _warning(
        "date_outside_community",
        N_("{value} lies more than 60 days outside the time of the community."),
        N_("Check the year of the date."),
    ),
    _warning(
        "item_against_scale",
        N_("Scale {scale}, {wave}: items that go against the others: {items} ({count} persons)."),
        N_("Check whether they were asked in reverse, and stand so in the table of scales."),
    ),
    _warning(
        "name_in_text",
        N_("This text holds the name of a person; others than the facilitator read it."),
        N_("Write the text without names and deliver again."),
    ),
)

ROW_ISSUES = (*_CELLS, *_ROWS, *_REFERENCES, *_PLAUSIBILITY)

-- Each session_id and person_id occurs once and is filled.
select
    session_id,
    person_id,
    count(*) as count_rows
from marts.fct_attendance
group by
    session_id,
    person_id
having count(*) > 1
    or session_id is null
    or person_id is null

-- Each session_id occurs once and is filled.
select
    session_id,
    count(*) as count_rows
from marts.fct_session
group by
    session_id
having count(*) > 1
    or session_id is null

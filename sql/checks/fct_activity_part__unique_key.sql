-- Each activity_id, person_id and part occurs once and is filled.
select
    activity_id,
    person_id,
    part,
    count(*) as count_rows
from marts.fct_activity_part
group by
    activity_id,
    person_id,
    part
having count(*) > 1
    or activity_id is null
    or person_id is null
    or part is null

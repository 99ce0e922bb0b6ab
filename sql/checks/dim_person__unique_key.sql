-- Each person_id occurs once and is filled.
select
    person_id,
    count(*) as count_rows
from marts.dim_person
group by
    person_id
having count(*) > 1
    or person_id is null

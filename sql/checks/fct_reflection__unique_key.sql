-- Each reflection_id occurs once and is filled.
select
    reflection_id,
    count(*) as count_rows
from marts.fct_reflection
group by
    reflection_id
having count(*) > 1
    or reflection_id is null

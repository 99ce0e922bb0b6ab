-- Each scale_id occurs once and is filled.
select
    scale_id,
    count(*) as count_rows
from marts.dim_scale
group by
    scale_id
having count(*) > 1
    or scale_id is null

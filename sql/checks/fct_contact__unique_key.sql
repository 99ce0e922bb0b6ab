-- Each contact_id occurs once and is filled.
select
    contact_id,
    count(*) as count_rows
from marts.fct_contact
group by
    contact_id
having count(*) > 1
    or contact_id is null

-- Each organisation_id occurs once and is filled.
select
    organisation_id,
    count(*) as count_rows
from marts.dim_organisation
group by
    organisation_id
having count(*) > 1
    or organisation_id is null

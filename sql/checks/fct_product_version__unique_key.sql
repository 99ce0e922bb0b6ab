-- Each community_id and version_no occurs once and is filled.
select
    community_id,
    version_no,
    count(*) as count_rows
from marts.fct_product_version
group by
    community_id,
    version_no
having count(*) > 1
    or community_id is null
    or version_no is null

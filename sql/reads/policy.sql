-- Grain: one row: the numbers this release was guarded with.
select
    k_person,
    k_survey,
    bands,
    pooled_companies,
    pooled_share
from policy

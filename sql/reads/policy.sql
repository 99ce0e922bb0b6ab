-- Grain: one row per release: the numbers it was guarded with.
select
    k_person,
    k_survey,
    bands,
    pooled_companies,
    pooled_share
from policy

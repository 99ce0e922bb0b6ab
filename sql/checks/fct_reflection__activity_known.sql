-- Every activity_id of fct_reflection is one of fct_activity.
select facts.activity_id
from marts.fct_reflection as facts
anti join marts.fct_activity as known
    on facts.activity_id = known.activity_id
where facts.activity_id is not null

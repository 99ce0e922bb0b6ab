-- A reflection is about a sprint, a session or an activity; an emptied reference leaves none.
select reflection_id
from marts.fct_reflection
where
    (sprint_no is not null)::integer
    + (session_id is not null)::integer
    + (activity_id is not null)::integer
    > 1

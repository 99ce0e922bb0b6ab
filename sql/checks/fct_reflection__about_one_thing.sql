-- A reflection is about a sprint, a session or an activity: exactly one of the three.
select reflection_id
from marts.fct_reflection
where
    (sprint_no is not null)::integer
    + (session_id is not null)::integer
    + (activity_id is not null)::integer
    <> 1

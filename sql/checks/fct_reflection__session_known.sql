-- Every session_id of fct_reflection is one of fct_session.
select facts.session_id
from marts.fct_reflection as facts
anti join marts.fct_session as known
    on facts.session_id = known.session_id
where facts.session_id is not null

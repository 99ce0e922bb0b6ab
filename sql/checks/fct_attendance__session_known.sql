-- Every row of fct_attendance belongs to a session and through it to a community.
select facts.session_id
from marts.fct_attendance as facts
anti join marts.fct_session as known
    on facts.session_id = known.session_id
    and facts.community_id = known.community_id

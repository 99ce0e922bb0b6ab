-- Whoever stands in a register without being a guest is in the membership of its community.
select
    attendance.session_id,
    attendance.person_id
from marts.fct_attendance as attendance
anti join marts.dim_member as members
    on attendance.community_id = members.community_id
    and attendance.person_id = members.person_id
where attendance.guest_kind is null

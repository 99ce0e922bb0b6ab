-- Grain: one row per session and person in its register.
with

attendance as (
    select * from staging.stg_attendance
),

sessions as (
    select * from staging.stg_session
),

attendance_of_communities as (
    select
        attendance.session_id,
        sessions.community_id,
        attendance.person_id,
        attendance.status,
        attendance.late_minutes,
        attendance.guest_kind
    from attendance
    left join sessions using (session_id)
)

select * from attendance_of_communities

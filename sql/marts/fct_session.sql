-- Grain: one row per session.
-- Without a sprint of its own it belongs to the lowest-numbered sprint planned around its day.
with

sessions as (
    select * from staging.stg_session
),

sprints as (
    select * from staging.stg_sprint
),

sprint_by_day as (
    select
        sessions.session_id,
        min(sprints.sprint_no) as sprint_no
    from sessions
    inner join sprints
        on
            sessions.community_id = sprints.community_id
            and sessions.planned_on between sprints.planned_start and sprints.planned_end
    group by sessions.session_id
),

sessions_in_sprints as (
    select
        sessions.session_id,
        sessions.community_id,
        coalesce(sessions.sprint_no, sprint_by_day.sprint_no) as sprint_no,
        sessions.kind,
        sessions.planned_start,
        sessions.planned_on,
        sessions.planned_minutes,
        sessions.status,
        sessions.actual_start,
        sessions.actual_end,
        sessions.place,
        sessions.goal_discussed
    from sessions
    left join sprint_by_day using (session_id)
)

select * from sessions_in_sprints

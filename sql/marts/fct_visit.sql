-- Grain: one row per visit across the boundary.
-- Without a sprint of its own it belongs to the lowest-numbered sprint planned around its day.
with

visits as (
    select * from staging.stg_visit
),

sprints as (
    select * from staging.stg_sprint
),

sprint_by_day as (
    select
        visits.visit_id,
        min(sprints.sprint_no) as sprint_no
    from visits
    inner join sprints
        on
            visits.community_id = sprints.community_id
            and visits.held_on between sprints.planned_start and sprints.planned_end
    group by visits.visit_id
),

visits_in_sprints as (
    select
        visits.visit_id,
        visits.community_id,
        coalesce(visits.sprint_no, sprint_by_day.sprint_no) as sprint_no,
        visits.held_on,
        visits.direction,
        visits.other_kind,
        visits.other_organisation_id,
        visits.other_community_id
    from visits
    left join sprint_by_day using (visit_id)
)

select * from visits_in_sprints

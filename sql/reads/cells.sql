-- Grain: one row per figure this viewer may see; its class decides how far the viewer reaches.
-- What counts as a survey figure is named here besides the catalogue: missing it there must not
-- open it to more people.
with

figures as (
    select
        *,
        grain || ':' || entity_id as unit,
        case
            when
                indicator in (select id from definitions where source = 'survey')
                or regexp_matches(indicator, '^(mean|change|dz|gav|alpha|omega)\.')
                or indicator in (
                    'response_rate',
                    'prorated_share',
                    'design.A1a.transfer',
                    'design.C3.sdl_change',
                    'design.D1.relatedness',
                    'design.D2.autonomy',
                    'design.D3.competence',
                    'design.D3.self_efficacy',
                    'design.D3.team_efficacy',
                    'design.support.response_rate'
                )
                then 'survey'
            when indicator = 'retention' then 'retention'
            when indicator like 'design.%' then 'design'
            when indicator like 'contact.%' then 'contact'
            else 'figure'
        end as class
    from cells
),

within_reach as (
    select
        indicator,
        grain,
        entity_id,
        period,
        num,
        den,
        value,
        low,
        high,
        n_persons,
        n_missing,
        status
    from figures
    where
        case class
            when 'survey' then list_contains($surveys, unit)
            when 'retention' then list_contains($retention, unit)
            when 'design' then list_contains($design, unit)
            when 'contact' then list_contains($contacts, unit)
            when 'figure' then list_contains($figures, unit)
            else false
        end
)

select * from within_reach
order by indicator, grain, entity_id, period

-- Grain: one row per item.
with

items as (
    select * from staging.stg_sprint_item
),

final as (
    select
        item_id,
        community_id,
        sprint_no,
        title,
        added_on,
        removed_on,
        done_on,
        owner_person_id
    from items
)

select * from final

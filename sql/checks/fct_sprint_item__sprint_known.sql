-- Every item belongs to a sprint of its community.
select items.item_id
from marts.fct_sprint_item as items
anti join marts.fct_sprint as sprints
    on items.community_id = sprints.community_id
    and items.sprint_no = sprints.sprint_no

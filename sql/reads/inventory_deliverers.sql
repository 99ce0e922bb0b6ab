-- Grain: one row per organisation that ever delivered.
select distinct organisation_id
from delivery_lines

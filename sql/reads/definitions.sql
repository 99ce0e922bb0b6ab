-- Grain: one row per indicator, in the order of the catalogue; the same for every viewer.
select
    id,
    name,
    formula,
    unit,
    source,
    topic,
    denominator,
    figure_class,
    small_numbers,
    literature
from definitions
order by rowid

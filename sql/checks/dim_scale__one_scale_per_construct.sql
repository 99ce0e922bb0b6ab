-- Every construct is measured by one scale.
select construct
from marts.dim_scale
group by construct
having count(*) > 1

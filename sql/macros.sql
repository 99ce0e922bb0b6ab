-- Ids are unique within one delivery; across deliveries they carry the deliverer's id.
create macro qualified(delivered_by, local_id) as
delivered_by || '/' || local_id;

-- The consortium writes a member of a company as `engberink/007`: that company's own person.
create macro qualified_person(delivered_by, person_id) as
case
    when
        delivered_by = 'consortium'
        and split_part(person_id, '/', 1) in (
            select organisations.organisation_id
            from raw.organisation as organisations
            where organisations.kind = 'company'
        )
        and person_id like '%/%'
        then person_id
    else delivered_by || '/' || person_id
end;

-- Service points by the days on which their two groups of fields were verified last (empty: never, or corrected since), and by the photo that they show: lists
-- reckon what is due, and the sweep of photos asks for those of a page.
alter table place add column contact_on text generated always as (case when kind = 'point' then case
    when instr(json_extract(view, '$.corrected'), '"group":"contact"') > 0 then ''
    when 'contact' = json_extract(view, '$.verified[0].group') then json_extract(view, '$.verified[0].on')
    when 'contact' = json_extract(view, '$.verified[1].group') then json_extract(view, '$.verified[1].on')
    else '' end end) virtual;

alter table place add column other_on text generated always as (case when kind = 'point' then case
    when instr(json_extract(view, '$.corrected'), '"group":"other"') > 0 then ''
    when 'other' = json_extract(view, '$.verified[0].group') then json_extract(view, '$.verified[0].on')
    when 'other' = json_extract(view, '$.verified[1].group') then json_extract(view, '$.verified[1].on')
    else '' end end) virtual;

alter table place add column photo text generated always as (case when kind = 'point' then json_extract(view, '$.photo.blob') end) virtual;

create index place_point_photo on place (photo) where photo is not null;

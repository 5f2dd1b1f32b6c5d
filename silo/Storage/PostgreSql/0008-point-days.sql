-- Service points by the days on which their two groups of fields were verified last (empty: never, or corrected since), and by the photo that they show: lists
-- reckon what is due without reading every view, and the sweep of photos asks for those of a page. Of columns that are indexed none changes
-- when a facility does, as with its position.
create function point_verified(kind text, view text, fields text) returns text language sql immutable parallel safe
    return case when kind = 'point' then case
        when view::jsonb -> 'corrected' @> jsonb_build_array(jsonb_build_object('group', fields)) then ''
        when fields = view::json #>> '{verified,0,group}' then view::json #>> '{verified,0,on}'
        when fields = view::json #>> '{verified,1,group}' then view::json #>> '{verified,1,on}'
        else '' end end;

create function point_photo(kind text, view text) returns text language sql immutable parallel safe
    return case when kind = 'point' then view::json #>> '{photo,blob}' end;

alter table place
    add column contact_on text collate "C" generated always as (point_verified(kind, view, 'contact')) stored,
    add column other_on text collate "C" generated always as (point_verified(kind, view, 'other')) stored,
    add column photo text collate "C" generated always as (point_photo(kind, view)) stored;

create index place_point_photo on place (photo) where photo is not null;

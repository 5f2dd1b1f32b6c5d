-- Service points by where they stand: a living circle asks for those within a walk, whatever place they belong to. Columns of their
-- own rather than an index over the view: that one would end heap-only updates of every row whose view changes.
create function point_degrees(kind text, view text, axis text) returns double precision language sql immutable parallel safe
    return case when kind = 'point' then (view::json #>> array['listing', 'position', axis])::double precision end;

alter table place
    add column latitude double precision generated always as (point_degrees(kind, view, 'latitude')) stored,
    add column longitude double precision generated always as (point_degrees(kind, view, 'longitude')) stored;

create index place_point_position on place (latitude, longitude) where latitude is not null;

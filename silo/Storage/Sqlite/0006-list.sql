-- Lists that no region sums: one row a stream, written by its owner's commit and never deleted. Of these there may be millions, so a page is found in an
-- index alone before any view is read: the time that it is sorted by, and the id that tells two of one time apart, stand at the end of each.
create table list (
    id     text    not null primary key,
    kind   text    not null,
    region text,

    -- Empty: of no line.
    line   text    not null,
    stage  text    not null,

    -- 9223372036854775807: nothing is due. So it sorts last, and is before no moment.
    due    integer not null,
    about  text,
    who    text,
    at     integer not null,
    view   text    not null
) strict;

create index list_place on list (kind, region, line, stage, due, at, id);
create index list_stage on list (kind, stage, due, at, id);
create index list_about on list (kind, about, at, id) where about is not null;
create index list_who on list (kind, who, at, id) where who is not null;
create index list_at on list (kind, at, id, stage);

-- Times are microseconds since the Unix epoch. Ids compare byte by byte.

-- The fence: one head per stream, compared and set before anything else is written.
-- recorded_at is the last event's: the journal's latest time is found without reading events.
create table stream (
    id          text    not null primary key,
    version     integer not null check (version > 0),
    hash        text    not null,
    recorded_at integer not null
) strict, without rowid;

-- Rows in the order they came, found by their index: clustered by stream, every event would rewrite a page of its own.
create table event (
    stream        text    not null,
    version       integer not null check (version > 0),
    type          text    not null,
    schema        integer not null,
    data          text    not null,
    command_id    blob,
    payload_hash  text,
    actor         text    not null,
    recorded_at   integer not null,
    effective_at  integer not null,
    previous_hash text    not null,
    primary key (stream, version)
) strict;

-- The only store of command ids: one command is accepted once per stream. The id stands first: clients make them in the
-- order of time, so new entries meet at the index's end instead of a page of their own each.
create unique index event_command on event (command_id, stream) where command_id is not null;

create table place (
    id     text    not null primary key,
    region text    not null,
    parent text,
    kind   text    not null,
    line   text,
    stage  text,
    name   text    not null,
    rev    integer not null,
    mark   integer not null,
    cells  text    not null,
    view   text    not null
) strict;

create index place_region on place (region);

create table agenda (
    stream        text    not null,
    kind          text    not null,
    key           text    not null,
    due_at        integer not null,
    target        text    not null,
    claimed_until integer,
    primary key (stream, kind, key)
) strict, without rowid;

create index agenda_due on agenda (due_at);

create table clock (
    id       integer not null primary key check (id = 1),
    version  integer not null,
    business integer not null,
    real     integer not null,
    rate     real    not null,
    paused   integer not null,
    speed    real    not null
) strict;

create table stamp (
    id          integer not null primary key check (id = 1),
    database_id text    not null,
    mode        text    not null,
    created_at  integer not null
) strict;

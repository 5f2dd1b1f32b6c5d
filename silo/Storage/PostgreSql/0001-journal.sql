-- Ids compare byte by byte (collation C), so that every silo locks in one order whatever the locale.

-- The fence: one head per stream, locked and compared before anything else is written. Version 0 lives only inside the
-- transaction that starts a stream. recorded_at is the last event's: the journal's latest time without reading events.
create table stream (
    id          text collate "C" not null primary key,
    version     bigint           not null,
    hash        text             not null,
    recorded_at timestamptz      not null
) with (fillfactor = 70);

create table event (
    stream        text collate "C" not null,
    version       bigint           not null check (version > 0),
    type          text             not null,
    schema        integer          not null,
    data          text             not null,
    command_id    uuid,
    payload_hash  text,
    actor         text             not null,
    recorded_at   timestamptz      not null,
    effective_at  timestamptz      not null,
    previous_hash text             not null,
    primary key (stream, version)
);

-- The only store of command ids: one command is accepted once per stream. The id stands first: clients make them in the
-- order of time, so new entries meet at the index's end instead of a page of their own each.
create unique index event_command on event (command_id, stream) where command_id is not null;

-- Rows change all the time: room in the page and no index on what changes keep the updates heap-only.
create table place (
    id     text collate "C" not null primary key,
    region text collate "C" not null,
    parent text,
    kind   text             not null,
    line   text,
    stage  text,
    name   text collate "C" not null,
    rev    bigint           not null,
    mark   bigint           not null,
    cells  text             not null,
    view   text             not null
) with (fillfactor = 60);

create index place_region on place (region);

create table agenda (
    stream        text collate "C" not null,
    kind          text collate "C" not null,
    key           text collate "C" not null,
    due_at        timestamptz      not null,
    target        text             not null,
    claimed_until timestamptz,
    primary key (stream, kind, key)
) with (fillfactor = 70);

create index agenda_due on agenda (due_at);

create table clock (
    id       smallint         not null primary key check (id = 1),
    version  bigint           not null,
    business timestamptz      not null,
    real     timestamptz      not null,
    rate     double precision not null,
    paused   boolean          not null,
    speed    double precision not null
);

create table stamp (
    id          smallint    not null primary key check (id = 1),
    database_id uuid        not null,
    mode        text        not null,
    created_at  timestamptz not null
);

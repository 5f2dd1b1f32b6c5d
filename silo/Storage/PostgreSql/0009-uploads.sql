-- Files that arrive in parts and are gone a day after they were begun.
create table upload (
    id text primary key,
    by text not null,
    length integer not null check (length > 0),
    received integer not null check (received between 0 and length),
    begun_at timestamptz not null);

create index upload_by on upload (by);

create table upload_part (
    upload text not null references upload on delete cascade,
    at integer not null,
    content bytea not null,
    primary key (upload, at));

alter table upload_part alter column content set storage external;

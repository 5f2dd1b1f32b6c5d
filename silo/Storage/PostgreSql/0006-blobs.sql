-- Photos and documents by their SHA-256 (64 lower hexadecimal digits), each on the shelf of what it is for.
create table blob (
    shelf text not null,
    id text not null check (id ~ '^[0-9a-f]{64}$'),
    content bytea not null,

    -- Last time that somebody put it.
    put_at timestamptz not null,
    primary key (shelf, id));

-- Pictures are packed already.
alter table blob alter column content set storage external;

-- The audit: chains of entries, where what is kept of each begins, and digests. Times are microseconds of UTC since the Unix epoch.

create table audit_entry (
    chain         text    not null,
    version       integer not null check (version > 0),
    at            integer not null,
    action        text    not null,
    actor         text,
    subject       text    not null,
    address       text,
    is_done       integer not null,
    note          text,
    previous_hash text    not null,
    hash          text    not null,
    primary key (chain, version)
);

create index audit_entry_at on audit_entry (at);

create index audit_entry_actor on audit_entry (actor, at);

create index audit_entry_subject on audit_entry (subject, at);

-- The last entry that was let go of a chain.
create table audit_anchor (
    chain   text    not null primary key,
    version integer not null,
    hash    text    not null
);

create table audit_digest (
    number   integer not null primary key,
    day      text unique,
    taken_at integer not null,
    content  text    not null,
    hash     text    not null
);

create trigger audit_entry_stays before update on audit_entry
begin
    select raise(abort, 'the audit is only ever added to');
end;

-- Only what the retention has anchored, and never what is younger than six months.
create trigger audit_entry_kept before delete on audit_entry
when old.at > (cast(strftime('%s', 'now') as integer) - 183 * 86400) * 1000000
     or not exists (select 1 from audit_anchor a where a.chain = old.chain and a.version >= old.version)
begin
    select raise(abort, 'the audit is kept for six months at the least, and let go from its beginning');
end;

create trigger audit_anchor_begins before insert on audit_anchor
when not exists (select 1 from audit_entry e where e.chain = new.chain and e.version = new.version and e.hash = new.hash
                    and e.at <= (cast(strftime('%s', 'now') as integer) - 183 * 86400) * 1000000)
begin
    select raise(abort, 'an anchor is an entry older than six months');
end;

create trigger audit_anchor_moves before update on audit_anchor
when new.chain <> old.chain or new.version <= old.version
     or not exists (select 1 from audit_entry e where e.chain = new.chain and e.version = new.version and e.hash = new.hash
                       and e.at <= (cast(strftime('%s', 'now') as integer) - 183 * 86400) * 1000000)
begin
    select raise(abort, 'an anchor moves forward, to an entry older than six months');
end;

create trigger audit_anchor_kept before delete on audit_anchor
begin
    select raise(abort, 'an anchor stays');
end;

create trigger audit_digest_stays before update on audit_digest
begin
    select raise(abort, 'a digest stays as it is');
end;

create trigger audit_digest_kept before delete on audit_digest
begin
    select raise(abort, 'a digest stays');
end;

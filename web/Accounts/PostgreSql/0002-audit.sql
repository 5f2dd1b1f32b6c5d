-- The audit: chains of entries, where what is kept of each begins, and digests. Times are microseconds of UTC since the Unix epoch.

create table credentials.audit_entry (
    chain         text collate "C" not null,
    version       bigint           not null check (version > 0),
    at            bigint           not null,
    action        text             not null,
    actor         text,
    subject       text             not null,
    address       text,
    is_done       boolean          not null,
    note          text,
    previous_hash text             not null,
    hash          text             not null,
    primary key (chain, version)
);

create index audit_entry_at on credentials.audit_entry (at);

create index audit_entry_actor on credentials.audit_entry (actor, at);

create index audit_entry_subject on credentials.audit_entry (subject, at);

-- The last entry that was let go of a chain.
create table credentials.audit_anchor (
    chain   text collate "C" not null primary key,
    version bigint           not null,
    hash    text             not null
);

create table credentials.audit_digest (
    number   bigint not null primary key,
    day      text unique,
    taken_at bigint not null,
    content  text   not null,
    hash     text   not null
);

create function credentials.audit_stays() returns trigger language plpgsql as $$
begin
    raise exception 'the audit is only ever added to' using errcode = '55000';
end $$;

create function credentials.audit_six_months_ago() returns bigint language sql stable as $$
    select (extract(epoch from now())::bigint - 183 * 86400) * 1000000
$$;

-- Only what the retention has anchored, and never what is younger than six months.
create function credentials.audit_kept() returns trigger language plpgsql as $$
begin
    if old.at > credentials.audit_six_months_ago()
       or not exists (select 1 from credentials.audit_anchor a where a.chain = old.chain and a.version >= old.version) then
        raise exception 'the audit is kept for six months at the least, and let go from its beginning' using errcode = '55000';
    end if;
    return old;
end $$;

create function credentials.audit_anchor_moves() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from credentials.audit_entry e
                    where e.chain = new.chain and e.version = new.version and e.hash = new.hash and e.at <= credentials.audit_six_months_ago()) then
        raise exception 'an anchor is an entry older than six months' using errcode = '55000';
    end if;
    if tg_op = 'UPDATE' and (new.chain <> old.chain or new.version <= old.version) then
        raise exception 'an anchor moves forward' using errcode = '55000';
    end if;
    return new;
end $$;

create trigger audit_entry_stays before update on credentials.audit_entry for each row execute function credentials.audit_stays();

create trigger audit_entry_kept before delete on credentials.audit_entry for each row execute function credentials.audit_kept();

create trigger audit_entry_whole before truncate on credentials.audit_entry for each statement execute function credentials.audit_stays();

create trigger audit_anchor_moves before insert or update on credentials.audit_anchor for each row execute function credentials.audit_anchor_moves();

create trigger audit_anchor_kept before delete on credentials.audit_anchor for each row execute function credentials.audit_stays();

create trigger audit_anchor_whole before truncate on credentials.audit_anchor for each statement execute function credentials.audit_stays();

create trigger audit_digest_stays before update or delete on credentials.audit_digest for each row execute function credentials.audit_stays();

create trigger audit_digest_whole before truncate on credentials.audit_digest for each statement execute function credentials.audit_stays();

-- Personal data: rows apart from events, encrypted each with a key of its own, and the ledger of what was erased. Times are milliseconds of UTC.

create table credentials.subject (
    "Id" character varying(64) collate "C" not null,
    "Kind" integer not null,
    "Account" character varying(64) not null,
    "PhoneIndex" character varying(64),
    "Key" bytea not null,
    "Data" bytea not null,
    "Recorded" bigint not null,
    "Used" bigint not null,
    "HeldUntil" date,
    "HeldBy" character varying(100),
    "HeldFor" bytea,
    constraint "PK_subject" primary key ("Id")
);

create unique index "IX_subject_PhoneIndex" on credentials.subject ("PhoneIndex", "Kind", "Account") where "PhoneIndex" is not null;

create index "IX_subject_Kind" on credentials.subject ("Kind", "Used");

create index "IX_subject_Account" on credentials.subject ("Account") where "Account" <> '';

-- One row: by which phones are found again.
create table credentials.subject_key (
    "Id" integer not null,
    "Key" bytea not null,
    constraint "PK_subject_key" primary key ("Id")
);

create table credentials.subject_reveal (
    "Id" character varying(64) not null,
    "Account" character varying(64) not null,
    "At" bigint not null,
    constraint "PK_subject_reveal" primary key ("Id")
);

create index "IX_subject_reveal_Account" on credentials.subject_reveal ("Account", "At");

create table credentials.erasure (
    "Subject" character varying(64) collate "C" not null,
    "Kind" integer not null,
    "At" bigint not null,
    "By" character varying(100) not null,
    "Reason" integer not null,
    constraint "PK_erasure" primary key ("Subject")
);

create index "IX_erasure_At" on credentials.erasure ("At", "Subject");

create function credentials.erasure_stays() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger of erasures is only ever added to' using errcode = '55000';
end $$;

create trigger erasure_stays before update or delete on credentials.erasure for each row execute function credentials.erasure_stays();

create trigger erasure_whole before truncate on credentials.erasure for each statement execute function credentials.erasure_stays();

-- What the ledger lists comes into the store no more, not even by a program that has not read it yet.
create function credentials.subject_erased() returns trigger language plpgsql as $$
begin
    if exists (select 1 from credentials.erasure e where e."Subject" = new."Id") then
        raise exception 'it was erased' using errcode = '23514';
    end if;
    return new;
end $$;

create trigger subject_erased before insert on credentials.subject for each row execute function credentials.subject_erased();
